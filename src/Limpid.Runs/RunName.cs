using System.Globalization;
using System.Text.RegularExpressions;

namespace Limpid.Runs;

/// <summary>The name of a run folder: its day, its place among the runs of that day, and what it is about:
/// <c>2026-11-23-001-mnist</c>.</summary>
/// <param name="Day">The day on which it was started.</param>
/// <param name="Sequence">From 1 each day.</param>
/// <param name="Label">Lower-case letters, digits, points and hyphens.</param>
public sealed partial record RunName(DateOnly Day, int Sequence, string Label)
{
    private const string DayFormat = "yyyy-MM-dd";
    private const string Forbidden = "/\\:"; // by one system or another
    private const int LongestFolderName = 255,
        LongestLabel = 40;

    /// <summary>The name that a folder bears, or null if it is none of ours.</summary>
    public static RunName? Parse(string name)
    {
        Match match = Form().Match(name);
        return
            match.Success
            && DateOnly.TryParseExact(
                match.Groups["day"].ValueSpan,
                DayFormat,
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out DateOnly day
            )
            ? new RunName(
                day,
                int.Parse(match.Groups["sequence"].ValueSpan, CultureInfo.InvariantCulture),
                match.Groups["label"].Value
            )
            : null;
    }

    /// <summary>True for a label that a name can bear.</summary>
    public static bool IsLabel(string label) => LabelForm().IsMatch(label);

    /// <summary>A label for anything: what a label cannot hold becomes a hyphen.</summary>
    public static string LabelFor(string text)
    {
        string label = Outside().Replace(text.ToLowerInvariant(), "-").Trim('-', '.');
        return label.Length == 0 ? "run" : label[..Math.Min(LongestLabel, label.Length)];
    }

    /// <summary>True for the name of something right inside a folder: no path leads out of there.</summary>
    public static bool IsFolderName(string name) =>
        name.Length is > 0 and <= LongestFolderName
        && name is not ("." or "..")
        && name.AsSpan().IndexOfAny(Forbidden) < 0
        && !name.Any(char.IsControl);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Day.ToString(DayFormat, CultureInfo.InvariantCulture)}-{Sequence:000}-{Label}";

    [GeneratedRegex(
        @"\A(?<day>\d{4}-\d{2}-\d{2})-(?<sequence>\d{3,6})-(?<label>[a-z0-9][a-z0-9.-]{0,39})\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex Form();

    [GeneratedRegex("[^a-z0-9.-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Outside();

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9.-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex LabelForm();
}
