using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Limpid.Files;
using Limpid.Numerics;
using Limpid.Training;

namespace Limpid.Runs.Recipes;

/// <summary>From merged JSON to a typed recipe. What does not have a recipe's form is refused by its source and
/// member.</summary>
internal static class RecipeReader
{
    private const int LongestValue = 60; // characters quoted of a wrong value

    /// <summary>Reads the merged values, or a part of them.</summary>
    /// <exception cref="LimpidException"><see cref="Fault.Usage"/>: an unknown member or kind, a missing member, a
    /// value of another type.</exception>
    public static T Read<T>(MergedRecipe merged, JsonNode value)
    {
        Check(value, typeof(T), merged);
        try
        {
            return LimpidJson.Read<T>(value, "recipe");
        }
        catch (LimpidException exception) when (exception.InnerException is JsonException problem)
        {
            throw LimpidException.Usage(
                $"{merged.Describe(value.GetPath() + problem.Path?[1..])}: {problem.Message.Split(" Path:")[0]}",
                exception
            );
        }
    }

    private static void Check(JsonNode? value, Type type, MergedRecipe merged)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (value is null)
            return;
        if (Elements(type) is { } inner)
            CheckArray(value, inner, merged);
        else if (IsRecord(type))
            CheckObject(value, type, merged);
        else if (!IsScalar(value, type))
            throw Wrong(merged, value, Expected(type));
    }

    private static void CheckArray(JsonNode value, Type inner, MergedRecipe merged)
    {
        if (value is not JsonArray array)
            throw Wrong(merged, value, "an array [...]");
        foreach (JsonNode? item in array)
            Check(item, inner, merged);
    }

    private static void CheckObject(JsonNode value, Type type, MergedRecipe merged)
    {
        if (value is not JsonObject members)
            throw Wrong(merged, value, "an object {...}");
        type = Kind(members, type, merged);
        Dictionary<string, Type> known = KnownNames.Members(type);
        foreach ((string name, JsonNode? member) in members)
        {
            if (name == KnownNames.TypeMember && type != typeof(Recipe))
                continue;
            if (!known.TryGetValue(name, out Type? memberType))
                throw LimpidException.Usage(
                    $"{merged.Describe($"{members.GetPath()}.{name}")}: there is no such member. Known are "
                        + $"{string.Join(", ", known.Keys)}."
                );
            Check(member, memberType, merged);
        }
        string? missing = Needed(type).FirstOrDefault(name => !members.ContainsKey(name));
        if (missing is not null)
            throw LimpidException.Usage($"{merged.Describe(members.GetPath())}: its member {missing} is missing.");
    }

    /// <summary>The members without which a record cannot be made.</summary>
    private static IEnumerable<string> Needed(Type record) =>
        LimpidJson
            .Describe(record)
            .Properties.Where(member =>
                member.AssociatedParameter is { HasDefaultValue: false, IsMemberInitializer: false }
            )
            .Select(member => member.Name);

    private static Type Kind(JsonObject members, Type list, MergedRecipe merged)
    {
        Dictionary<string, Type> kinds = KnownNames.Kinds(list);
        if (kinds.Count == 0)
            return list;
        string expected = $"one of {string.Join(", ", kinds.Keys)}";
        if (members[KnownNames.TypeMember] is not { } type)
            throw LimpidException.Usage(
                $"{merged.Describe(members.GetPath())}: its {KnownNames.TypeMember} is missing; expected {expected}."
            );
        return type.GetValueKind() == JsonValueKind.String && kinds.TryGetValue((string)type!, out Type? kind)
            ? kind
            : throw Wrong(merged, type, expected);
    }

    private static bool IsRecord(Type type) =>
        type.Namespace?.StartsWith(nameof(Limpid), StringComparison.Ordinal) == true && !type.IsEnum;

    private static Type? Elements(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableSequence<>)
            ? type.GetGenericArguments()[0]
            : null;

    private static bool IsScalar(JsonNode value, Type type)
    {
        JsonValueKind kind = value.GetValueKind();
        string text = value.ToJsonString();
        if (type.IsEnum)
            return kind == JsonValueKind.String
                && Enum.GetNames(type).Contains((string)value!, StringComparer.OrdinalIgnoreCase);
        if (type == typeof(string))
            return kind == JsonValueKind.String;
        if (type == typeof(bool))
            return kind is JsonValueKind.True or JsonValueKind.False;
        if (kind != JsonValueKind.Number)
            return false;
        if (type == typeof(int))
            return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
        if (type == typeof(long))
            return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
        return type != typeof(ulong) || ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);
    }

    private static string Expected(Type type) =>
        type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName))}"
        : type == typeof(string) ? "a text"
        : type == typeof(bool) ? "true or false"
        : type == typeof(ulong) ? "a whole number from 0"
        : type == typeof(int) || type == typeof(long) ? "a whole number"
        : "a number";

    private static LimpidException Wrong(MergedRecipe merged, JsonNode value, string expected)
    {
        string came = value.ToJsonString();
        return LimpidException.Usage(
            $"{merged.Describe(value.GetPath())}: expected {expected}, but got "
                + $"{(came.Length <= LongestValue ? came : came[..LongestValue] + "...")}."
        );
    }
}
