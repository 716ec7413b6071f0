using System.Reflection;
using System.Text.Json.Serialization;
using Limpid.Files;
using Limpid.Layers;

namespace Limpid.Runs.Recipes;

/// <summary>The names that JSON knows, read off the records themselves: the kinds of a list, the members of a
/// kind.</summary>
public static class KnownNames
{
    /// <summary>The member that names a kind: <c>{"type": "adam"}</c>.</summary>
    public const string TypeMember = "type";

    /// <summary>The activations: the layers that only change the numbers of the layer before them, one by
    /// one.</summary>
    public static IReadOnlyList<string> Activations { get; } =
    [.. Kinds(typeof(LayerSpec)).Where(kind => kind.Value.IsSubclassOf(typeof(Activation))).Select(kind => kind.Key)];

    /// <summary>The kinds of losses, optimizers, schedules, initializers or layers, in the order of their one
    /// list.</summary>
    /// <typeparam name="T">The record that holds the list.</typeparam>
    public static IReadOnlyList<string> Of<T>() => [.. Kinds(typeof(T)).Keys];

    /// <summary>The kinds of a list, by name; empty for a type that is no list.</summary>
    internal static Dictionary<string, Type> Kinds(Type list) =>
        list.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false)
            .ToDictionary(line => (string)line.TypeDiscriminator!, line => line.DerivedType, StringComparer.Ordinal);

    /// <summary>The members of a record, by name.</summary>
    internal static Dictionary<string, Type> Members(Type record) =>
        LimpidJson
            .Describe(record)
            .Properties.ToDictionary(member => member.Name, member => member.PropertyType, StringComparer.Ordinal);
}
