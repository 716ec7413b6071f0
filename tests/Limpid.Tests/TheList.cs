using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Limpid.Tests;

/// <summary>The [JsonDerivedType] lines of an abstract spec, and the laws that hold for each such list.</summary>
internal static partial class TheList
{
    /// <summary>Each kind's name in JSON.</summary>
    public static IEnumerable<string> Names<T>() =>
        typeof(T).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(line => (string)line.TypeDiscriminator!);

    /// <summary>Each kind, made from its name alone.</summary>
    public static IEnumerable<T> Defaults<T>() => Names<T>().Select(name => Read<T>($$"""{"type":"{{name}}"}"""));

    /// <summary>Reads a spec as model files and recipes do: strictly, by generated code.</summary>
    public static T Read<T>(string json) => (T)JsonSerializer.Deserialize(json, typeof(T), SpecJson.Default)!;

    public static string Write<T>(T spec) => JsonSerializer.Serialize(spec, typeof(T), SpecJson.Default);

    /// <summary>Every sealed heir of T in its assembly has its line.</summary>
    public static void HoldsEveryKind<T>()
    {
        var listed = typeof(T)
            .GetCustomAttributes<JsonDerivedTypeAttribute>()
            .Select(line => line.DerivedType)
            .ToHashSet();
        foreach (
            Type kind in typeof(T).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract)
        )
            Assert.True(
                listed.Contains(kind),
                $"{kind.Name} cannot be saved or chosen: add [JsonDerivedType(typeof({kind.Name}), "
                    + $"\"its-name\")] to {typeof(T).Name}.cs."
            );
    }

    /// <summary>Names are kebab-case and differ.</summary>
    public static void NamesAreKebabCase<T>()
    {
        Assert.Distinct(Names<T>());
        Assert.All(Names<T>(), name => Assert.Matches(KebabCase(), name));
    }

    /// <summary>A spec comes back equal from JSON; what it does not know, it refuses.</summary>
    public static void SurvivesJson<T>(T spec)
    {
        string json = Write(spec);
        Assert.Equal(spec, Read<T>(json));
        Assert.Throws<JsonException>(() => Read<T>(json[..^1] + ",\"unheardOf\":1}"));
    }

    /// <summary>The spec refuses itself, and its message names the member.</summary>
    public static void Refuses(Action validate, string member)
    {
        var refusal = Assert.Throws<LimpidException>(validate);
        Assert.Equal(Fault.Usage, refusal.Fault);
        Assert.Contains($"expected {member} ", refusal.Message, StringComparison.Ordinal);
    }

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$")]
    private static partial Regex KebabCase();
}

/// <summary>JSON as the engine's files have it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(Limpid.Augmentations.Augmentation))]
[JsonSerializable(typeof(Limpid.Training.Averaging))]
[JsonSerializable(typeof(Limpid.Initializers.Initializer))]
[JsonSerializable(typeof(Limpid.Optimizers.Optimizer))]
[JsonSerializable(typeof(Limpid.Schedules.Schedule))]
internal sealed partial class SpecJson : JsonSerializerContext;
