using System.Security.Cryptography;
using System.Text.Json;
using Limpid.Layers;
using Limpid.Numerics;

namespace Limpid.Files;

/// <summary>
/// Model files: safetensors, with one F32 tensor a parameter, or F16 where that loses nothing of any (rows are neurons, named as in PyTorch's <c>nn.Sequential</c>) and everything else as
/// JSON under the metadata key <c>limpid</c>.
/// </summary>
public static class ModelFile
{
    private const string Key = "limpid";

    /// <summary>Writes a model.</summary>
    public static void Write(Stream stream, Model model)
    {
        Network network = model.Network;
        var header = new ModelHeader
        {
            FormatVersion = model.Rejection is null ? ModelHeader.OldestVersion : ModelHeader.CurrentVersion, Architecture = network.Architecture, Outputs = [new("class", model.ClassNames, model.Temperature)],
            WeightsSha256 = network.Sha256(), Rejection = RejectionHeader.Of(model.Rejection), Recipe = model.Recipe, DataSha256 = model.DataSha256, TestAccuracy = model.TestAccuracy,
        };
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["format"] = "pt", [Key] = LimpidJson.Write(header) };
        bool areHalves = Floats.AreHalves(network.Values);
        Safetensors.Write(stream, metadata, [.. network.Parameters.Select(p => new Tensor(p.Path, Dimensions(p), areHalves ? Floats.ToHalves(network.Bytes(p)) : network.Bytes(p), areHalves))]);
    }

    /// <summary>Reads a model.</summary>
    /// <param name="stream">The file, whole.</param>
    /// <param name="where">What it is, for messages: its path.</param>
    /// <exception cref="LimpidException"><see cref="Fault.InvalidData"/>: not a sound model file; says what was expected, what came, and the cure.</exception>
    public static Model Read(Stream stream, string where = "model")
    {
        (Dictionary<string, string> metadata, List<Tensor> tensors) = Safetensors.Read(stream, where);
        if (!metadata.TryGetValue(Key, out string? text)) throw LimpidException.InvalidData($"{where}: a safetensors file, but not a Limpid model: its metadata have no \"{Key}\". Train one with: limpid train");
        ModelHeader header = Header(text, where);
        if (header.Outputs.Count != 1) throw LimpidException.InvalidData($"{where}: a model has one output in this version, but this one has {header.Outputs.Count}.");
        (Network network, string found) = Build(header.Architecture, tensors, where);
        ModelOutput output = header.Outputs[0];
        int units = network.Body.Output.Count;
        if (output.Classes.Count != units) throw LimpidException.InvalidData($"{where}: its network has {units} outputs, but it names {output.Classes.Count} classes.");
        if (output.Temperature is not (> 0 and < double.PositiveInfinity)) throw LimpidException.InvalidData($"{where}: its temperature must be above 0 and finite, but is {output.Temperature}.");
        if (found != header.WeightsSha256)
            throw LimpidException.InvalidData($"{where}: its weights have SHA-256 {found}, but it says {header.WeightsSha256}: the file is damaged. Take it from where it came once more.");
        return new()
        {
            Network = network, ClassNames = output.Classes, Temperature = output.Temperature, Rejection = header.Rejection?.Read(network.Body.Input.Count, where), Recipe = header.Recipe, DataSha256 = header.DataSha256, TestAccuracy = header.TestAccuracy,
        };
    }

    private static ModelHeader Header(string text, string where)
    {
        try
        {
            ModelHeader header = LimpidJson.Read<ModelHeader>(text, $"{where}: metadata");
            if (header.FormatVersion is not (>= ModelHeader.OldestVersion and <= ModelHeader.CurrentVersion)) RefuseNewer(text, where);
            return header;
        }
        catch (LimpidException)
        {
            RefuseNewer(text, where);
            throw;
        }
    }

    /// <summary>A newer format may have members that this code does not know; it must be refused by its version, not by them.</summary>
    private static void RefuseNewer(string text, string where)
    {
        int? version;
        try
        {
            using var json = JsonDocument.Parse(text, new() { MaxDepth = 32, AllowDuplicateProperties = false });
            version = json.RootElement.TryGetProperty("formatVersion", out JsonElement said) ? said.GetInt32() : null;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw LimpidException.InvalidData($"{where}: its metadata are not the JSON of a Limpid model: {wrong.Message}", wrong);
        }
        if (version is not (>= ModelHeader.OldestVersion and <= ModelHeader.CurrentVersion))
            throw LimpidException.InvalidData($"{where}: format version {version?.ToString() ?? "missing"}; this Limpid reads versions {ModelHeader.OldestVersion} to {ModelHeader.CurrentVersion}.{(version > ModelHeader.CurrentVersion ? " Update Limpid to read it." : "")}");
    }

    /// <summary>The network, and the SHA-256 of its weights: <see cref="Network.Sha256"/>, taken on the way.</summary>
    private static (Network Network, string Sha256) Build(Architecture architecture, List<Tensor> tensors, string where)
    {
        SequentialLayer body = Body(architecture, where);
        var byName = tensors.ToDictionary(t => t.Name, StringComparer.Ordinal);
        var inOrder = new List<Tensor>(body.Parameters.Count);
        foreach (Parameter p in body.Parameters)
        {
            if (!byName.Remove(p.Path, out Tensor? tensor)) throw LimpidException.InvalidData($"{where}: tensor {p.Path} of its architecture is missing.");
            if (!tensor.Dimensions.Equals(Dimensions(p))) throw LimpidException.InvalidData($"{where}: tensor {p.Path} is [{string.Join(", ", tensor.Dimensions)}], but its architecture wants [{string.Join(", ", Dimensions(p))}].");
            inOrder.Add(tensor);
        }
        if (byName.Count > 0) throw LimpidException.InvalidData($"{where}: it holds tensors that its architecture does not have: {string.Join(", ", byName.Keys.Take(3))}.");
        var network = Network.Empty(architecture, body);
        Span<float> values = network.Writable;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((Parameter p, Tensor tensor) in body.Parameters.Zip(inOrder))
        {
            float[] rows = tensor.ToFloats();
            if (Array.FindIndex(rows, v => !float.IsFinite(v)) is >= 0 and var at) throw LimpidException.InvalidData($"{where}: tensor {p.Path} holds {rows[at]} at place {at}; weights must be finite numbers.");
            hash.AppendData(tensor.IsHalf ? Kernels.Bytes.Of(rows) : tensor.Bytes.Span);
            p.Write(rows, values);
        }
        return (network, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>What an architecture is built into, before any room is made for its values.</summary>
    private static SequentialLayer Body(Architecture architecture, string where)
    {
        try
        {
            return architecture.Build();
        }
        catch (LimpidException wrong)
        {
            throw LimpidException.InvalidData($"{where}: its architecture does not fit together: {wrong.Message}", wrong);
        }
    }

    /// <summary>As PyTorch has them.</summary>
    private static ImmutableSequence<int> Dimensions(Parameter p) =>
        p.Window is { } w ? [p.Rows, w.Channels, w.Height, w.Width] : p.Kind == ParameterKind.Weight ? [p.Rows, p.Columns] : [p.Rows];
}
