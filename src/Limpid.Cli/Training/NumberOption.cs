using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace Limpid.Cli.Training;

/// <summary>Options that take a number: finite, written as everywhere (a point before the decimals), refused in our own
/// words.</summary>
internal static class NumberOption
{
    /// <summary>An option that may be left out.</summary>
    public static Option<T?> Of<T>(string name, string description)
        where T : struct, INumber<T> =>
        new(name)
        {
            Description = description,
            HelpName = "N",
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (
                    T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out T value) && T.IsFinite(value)
                )
                    return value;
                result.AddError(
                    $"{name}: expected a {(T.IsInteger(T.One / (T.One + T.One)) ? "whole" : "finite")} "
                        + $"number, but got '{text}'."
                );
                return null;
            },
        };
}
