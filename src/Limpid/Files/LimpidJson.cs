using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Limpid.Augmentations;
using Limpid.Initializers;
using Limpid.Layers;
using Limpid.Losses;
using Limpid.Numerics;
using Limpid.Optimizers;
using Limpid.Schedules;
using Limpid.Training;

namespace Limpid.Files;

/// <summary>
/// JSON of everything that is data. Members are camelCase; unknown and missing ones are refused. One door turns every
/// parsing exception into
/// the documented one.
/// </summary>
public static class LimpidJson
{
    /// <summary>The text of a value.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Info<T>());

    /// <summary>The tree of a value.</summary>
    public static JsonNode ToNode<T>(T value) => JsonSerializer.SerializeToNode(value, Info<T>())!;

    /// <summary>The same, to be looked at only: the lab, which loads all it needs over a network, is without the tree
    /// that can be changed.</summary>
    public static JsonElement ToElement<T>(T value) => JsonSerializer.SerializeToElement(value, Info<T>());

    /// <summary>Reads a value.</summary>
    /// <param name="json">Its text.</param>
    /// <param name="where">What the text is, for messages: "recipe.json".</param>
    /// <exception cref="LimpidException"><see cref="Fault.InvalidData"/>: not JSON, or not of this form.</exception>
    public static T Read<T>(string json, string where) =>
        Guarded(where, () => JsonSerializer.Deserialize(json, Info<T>()));

    /// <summary>Reads a value from a tree.</summary>
    /// <param name="json">Its tree.</param>
    /// <param name="where">What it is, for messages.</param>
    /// <exception cref="LimpidException"><see cref="Fault.InvalidData"/>: not of this form.</exception>
    public static T Read<T>(JsonNode? json, string where) => Guarded(where, () => json.Deserialize(Info<T>()));

    /// <summary>What JSON knows of a type: a record's members, and which of them it cannot be made without. No
    /// reflection, so it holds in a program compiled ahead of time.</summary>
    /// <param name="type">A type that a recipe or a model is written with.</param>
    public static JsonTypeInfo Describe(Type type) => Info(type);

    internal static JsonTypeInfo<T> Info<T>() => (JsonTypeInfo<T>)Context.Default.GetTypeInfo(typeof(T))!;

    internal static JsonTypeInfo Info(Type type) => Context.Default.GetTypeInfo(type)!;

    private static T Guarded<T>(string where, Func<T?> read)
    {
        try
        {
            return read() ?? throw LimpidException.InvalidData($"{where}: expected a value, but found null.");
        }
        catch (JsonException exception)
        {
            throw LimpidException.InvalidData($"{where}: {exception.Message}", exception);
        }
        catch (Exception exception)
            when (exception
                    is NotSupportedException
                        or InvalidOperationException
                        or ArgumentException
                        or FormatException
                        or OverflowException
            )
        {
            throw LimpidException.InvalidData($"{where}: not of the expected form: {exception.Message}", exception);
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true,
    AllowOutOfOrderMetadataProperties = true,
    MaxDepth = 32,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    // a second way of writing each type is only weight, most of all in the browser
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [
        typeof(SequenceConverter<LayerSpec>),
        typeof(SequenceConverter<Augmentation>),
        typeof(SequenceConverter<string>),
        typeof(SequenceConverter<double>),
        typeof(SequenceConverter<float>),
        typeof(SequenceConverter<EpochReport>),
        typeof(SequenceConverter<ModelOutput>),
    ]
)]
[JsonSerializable(typeof(LayerSpec[]))]
[JsonSerializable(typeof(Augmentation[]))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(double[]))]
[JsonSerializable(typeof(float[]))]
[JsonSerializable(typeof(EpochReport[]))]
[JsonSerializable(typeof(ModelOutput[]))]
[JsonSerializable(typeof(Architecture))]
[JsonSerializable(typeof(LayerSpec))]
[JsonSerializable(typeof(Augmentation))]
[JsonSerializable(typeof(Averaging))]
[JsonSerializable(typeof(Loss))]
[JsonSerializable(typeof(Optimizer))]
[JsonSerializable(typeof(Schedule))]
[JsonSerializable(typeof(Initializer))]
[JsonSerializable(typeof(Recipe))]
[JsonSerializable(typeof(TrainingProgress))]
[JsonSerializable(typeof(ModelHeader))]
[JsonSerializable(typeof(CheckpointHeader))]
internal sealed partial class Context : JsonSerializerContext;

/// <summary>A sequence as a JSON array.</summary>
internal sealed class SequenceConverter<T> : JsonConverter<ImmutableSequence<T>>
{
    public override ImmutableSequence<T> Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    )
    {
        T[] items = JsonSerializer.Deserialize(ref reader, (JsonTypeInfo<T[]>)options.GetTypeInfo(typeof(T[]))) ?? [];
        return Array.Exists(items, item => item is null)
            ? throw new JsonException("An array holds null where a value was expected.")
            : ImmutableSequence.Create<T>(items);
    }

    public override void Write(Utf8JsonWriter writer, ImmutableSequence<T> value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, [.. value], (JsonTypeInfo<T[]>)options.GetTypeInfo(typeof(T[])));
}
