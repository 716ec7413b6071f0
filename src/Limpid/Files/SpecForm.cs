using System.Text.Json.Serialization.Metadata;
using Limpid.Numerics;

namespace Limpid.Files;

/// <summary>How one kind of a list is written in <see cref="Notation"/>, read off its JSON form.</summary>
/// <param name="Word">Its name.</param>
/// <param name="First">The member that its first number sets.</param>
/// <param name="Inner">The members that hold others of its list, in order.</param>
/// <param name="Letters">The members that further numbers set, each by its first letter.</param>
/// <param name="Needed">The members without a usual value.</param>
internal sealed record SpecForm(
    string Word,
    string? First,
    IReadOnlyList<string> Inner,
    IReadOnlyDictionary<char, string> Letters,
    IReadOnlyList<string> Needed
);

/// <summary>The forms of all kinds of one list: layers, augmentations.</summary>
/// <typeparam name="T">The record that holds the list.</typeparam>
internal static class SpecForms<T>
    where T : class
{
    /// <summary>By name.</summary>
    public static IReadOnlyDictionary<string, SpecForm> All { get; } =
        LimpidJson
            .Info<T>()
            .PolymorphismOptions!.DerivedTypes.Select(Make)
            .ToDictionary(f => f.Word, StringComparer.Ordinal);

    private static readonly Dictionary<Type, string> Words = LimpidJson
        .Info<T>()
        .PolymorphismOptions!.DerivedTypes.ToDictionary(d => d.DerivedType, d => (string)d.TypeDiscriminator!);

    public static SpecForm Of(T spec) => All[Words[spec.GetType()]];

    private static SpecForm Make(JsonDerivedType kind)
    {
        JsonPropertyInfo[] members =
        [
            .. LimpidJson
                .Info(kind.DerivedType)
                .Properties.Where(p => p.Get is not null)
                .OrderBy(p => p.AssociatedParameter?.Position),
        ];
        JsonPropertyInfo? first = Array.Find(members, p => p.AssociatedParameter?.Position == 0 && IsNumber(p));
        string[] inner = [.. members.Where(p => p.PropertyType == typeof(ImmutableSequence<T>)).Select(p => p.Name)];
        Dictionary<char, string> letters = members
            .Where(p => p != first && IsNumber(p))
            .ToDictionary(p => p.Name[0], p => p.Name);
        return new(
            (string)kind.TypeDiscriminator!,
            first?.Name,
            inner,
            letters,
            [.. members.Where(p => p.AssociatedParameter is { HasDefaultValue: false }).Select(p => p.Name)]
        );
    }

    private static bool IsNumber(JsonPropertyInfo member) =>
        member.PropertyType == typeof(int)
        || member.PropertyType == typeof(int?)
        || member.PropertyType == typeof(double);
}
