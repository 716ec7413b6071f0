using System.Text.Json.Serialization.Metadata;
using Limpid.Numerics;

namespace Limpid.Files;

/// <summary>How one kind of a list is written in <see cref="Notation"/>, read off its JSON form.</summary>
/// <param name="Word">Its name.</param>
/// <param name="First">The member that its first number sets.</param>
/// <param name="Inner">The member that holds others of its list.</param>
/// <param name="Letters">The members that further numbers set, each by its first letter.</param>
internal sealed record SpecForm(string Word, string? First, string? Inner, IReadOnlyDictionary<char, string> Letters);

/// <summary>The forms of all kinds of one list: layers, augmentations.</summary>
/// <typeparam name="T">The record that holds the list.</typeparam>
internal static class SpecForms<T>
    where T : class
{
    /// <summary>By name.</summary>
    public static IReadOnlyDictionary<string, SpecForm> All { get; } =
        LimpidJson.Info<T>().PolymorphismOptions!.DerivedTypes.Select(Make).ToDictionary(f => f.Word, StringComparer.Ordinal);

    private static readonly Dictionary<Type, string> Words =
        LimpidJson.Info<T>().PolymorphismOptions!.DerivedTypes.ToDictionary(d => d.DerivedType, d => (string)d.TypeDiscriminator!);

    public static SpecForm Of(T spec) => All[Words[spec.GetType()]];

    private static SpecForm Make(JsonDerivedType kind)
    {
        JsonPropertyInfo[] members = [.. LimpidJson.Info(kind.DerivedType).Properties.Where(p => p.Get is not null)];
        JsonPropertyInfo? first = Array.Find(members, p => p.AssociatedParameter?.Position == 0 && IsNumber(p)), inner = Array.Find(members, p => p.PropertyType == typeof(ImmutableSequence<T>));
        Dictionary<char, string> letters = members.Where(p => p != first && IsNumber(p)).ToDictionary(p => p.Name[0], p => p.Name);
        return new((string)kind.TypeDiscriminator!, first?.Name, inner?.Name, letters);
    }

    private static bool IsNumber(JsonPropertyInfo member) => member.PropertyType == typeof(int) || member.PropertyType == typeof(double);
}
