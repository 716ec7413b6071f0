using System.Text.Json;
using Limpid.Layers;

namespace Limpid.Files;

/// <summary>
/// Model files: safetensors, with one F32 tensor a parameter, or F16 where that loses nothing of any (rows are neurons,
/// named as in PyTorch's <c>nn.Sequential</c>; those of the digit detector follow, as <c>digitDetector.0.weight</c>),
/// and everything else as JSON under the metadata key
/// <c>limpid</c>.
/// </summary>
public static class ModelFile
{
    private const string Key = "limpid",
        DetectorPrefix = "digitDetector.";

    /// <summary>Writes a model.</summary>
    public static void Write(Stream stream, Model model)
    {
        var header = new ModelHeader
        {
            FormatVersion = ModelHeader.CurrentVersion,
            Architecture = model.Network.Architecture,
            Outputs = [new("class", model.ClassNames, model.Temperature)],
            Rejection = RejectionHeader.Of(model.Rejection),
            Recipe = model.Written?.Json,
            DataSha256 = model.DataSha256,
            TestAccuracy = model.TestAccuracy,
        };
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["format"] = "pt",
            [Key] = LimpidJson.Write(header),
        };
        IEnumerable<Tensor> detector = model.Rejection is { } rule
            ? NetworkTensors.Of(rule.DigitDetector, DetectorPrefix)
            : [];
        Safetensors.Write(stream, metadata, [.. NetworkTensors.Of(model.Network, ""), .. detector]);
    }

    /// <summary>Reads a model.</summary>
    /// <param name="stream">The file, whole.</param>
    /// <param name="where">What it is, for messages: its path.</param>
    /// <exception cref="LimpidException"><see cref="Fault.InvalidData"/>: not a sound model file; says what was
    /// expected, what came, and the cure.</exception>
    public static Model Read(Stream stream, string where = "model")
    {
        (Dictionary<string, string> metadata, List<Tensor> tensors) = Safetensors.Read(
            WholeStream.View(stream, where),
            where
        );
        if (!metadata.TryGetValue(Key, out string? text))
            throw LimpidException.InvalidData(
                $"{where}: a safetensors file, but not a Limpid model: its metadata have no \"{Key}\". Train "
                    + "one with: limpid train"
            );
        (text, tensors) = ModelFormat3.Upgrade(text, tensors, DetectorPrefix);
        ModelHeader header = Header(text, where);
        if (header.Outputs.Count != 1)
            throw LimpidException.InvalidData(
                $"{where}: a model has one output in this version, but this one has {header.Outputs.Count}."
            );
        var byName = tensors.ToDictionary(t => t.Name, StringComparer.Ordinal);
        Network network = NetworkTensors.Take(header.Architecture, "", byName, where);
        RejectionRule? rejection = header.Rejection is { } rule
            ? rule.Read(
                NetworkTensors.Take(rule.DigitDetector, DetectorPrefix, byName, where),
                network.Body.Input.Count,
                where
            )
            : null;
        if (byName.Count > 0)
            throw LimpidException.InvalidData(
                $"{where}: it holds tensors that its architecture does not have: "
                    + $"{string.Join(", ", byName.Keys.Take(3))}."
            );
        ModelOutput output = header.Outputs[0];
        int units = network.Body.Output.Count;
        if (output.Classes.Count != units)
            throw LimpidException.InvalidData(
                $"{where}: its network has {units} outputs, but it names {output.Classes.Count} classes."
            );
        if (output.Temperature is not (> 0 and < double.PositiveInfinity))
            throw LimpidException.InvalidData(
                $"{where}: its temperature must be above 0 and finite, but is {output.Temperature}."
            );
        return new()
        {
            Network = network,
            ClassNames = output.Classes,
            Temperature = output.Temperature,
            Rejection = rejection,
            Written = header.Recipe is { } recipe ? new(null, recipe, where) : null,
            DataSha256 = header.DataSha256,
            TestAccuracy = header.TestAccuracy,
        };
    }

    private static ModelHeader Header(string text, string where)
    {
        try
        {
            ModelHeader header = LimpidJson.Read<ModelHeader>(text, $"{where}: metadata");
            if (header.FormatVersion != ModelHeader.CurrentVersion)
                RefuseOther(text, where);
            return header;
        }
        catch (LimpidException)
        {
            RefuseOther(text, where);
            throw;
        }
    }

    /// <summary>Another version may have unknown members. It must be refused for its version, not for those.</summary>
    private static void RefuseOther(string text, string where)
    {
        int? version;
        try
        {
            using var json = JsonDocument.Parse(text, new() { MaxDepth = 32, AllowDuplicateProperties = false });
            version = json.RootElement.TryGetProperty("formatVersion", out JsonElement said) ? said.GetInt32() : null;
        }
        catch (Exception exception)
            when (exception is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw LimpidException.InvalidData(
                $"{where}: its metadata are not the JSON of a Limpid model: {exception.Message}",
                exception
            );
        }
        if (version != ModelHeader.CurrentVersion)
            throw LimpidException.InvalidData(
                $"{where}: format version {version?.ToString() ?? "missing"}; this Limpid reads version "
                    + $"{ModelHeader.CurrentVersion}. "
                    + $"{(version > ModelHeader.CurrentVersion ? "Update Limpid to read it." : "Train it anew.")}"
            );
    }
}
