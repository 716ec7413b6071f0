using Limpid.Numerics;
using Limpid.Training;

namespace Limpid.Files;

/// <summary>The metadata of a checkpoint.</summary>
internal sealed record CheckpointHeader
{
    public const int CurrentVersion = 1;

    public required int FormatVersion { get; init; }

    public required string DataSha256 { get; init; }

    public required Recipe Recipe { get; init; }

    public required TrainingProgress Progress { get; init; }
}

/// <summary>Checkpoints: a whole <see cref="TrainingState"/> as safetensors, its arrays as they lie.</summary>
public static class CheckpointFile
{
    private const string Key = "limpid-checkpoint";

    /// <summary>Writes a state.</summary>
    public static void Write(Stream stream, TrainingState state)
    {
        var header = new CheckpointHeader
        {
            FormatVersion = CheckpointHeader.CurrentVersion,
            DataSha256 = state.DataSha256,
            Recipe = state.Recipe,
            Progress = state.Progress,
        };
        List<Tensor> tensors = [];
        foreach ((string name, float[] values) in Arrays(state))
            if (values.Length > 0)
                tensors.Add(new(name, [values.Length], Bytes(values)));
        Safetensors.Write(
            stream,
            new Dictionary<string, string>(StringComparer.Ordinal) { [Key] = LimpidJson.Write(header) },
            tensors
        );
    }

    /// <summary>Reads a state.</summary>
    /// <param name="stream">The file, whole.</param>
    /// <param name="where">What it is, for messages: its path.</param>
    /// <exception cref="LimpidException"><see cref="Fault.InvalidData"/>: not a sound checkpoint.</exception>
    public static TrainingState Read(Stream stream, string where = "checkpoint")
    {
        (Dictionary<string, string> metadata, List<Tensor> tensors) = Safetensors.Read(stream, where);
        if (!metadata.TryGetValue(Key, out string? text))
            throw LimpidException.InvalidData($"{where}: not a checkpoint of Limpid: its metadata have no \"{Key}\".");
        CheckpointHeader header = LimpidJson.Read<CheckpointHeader>(text, $"{where}: metadata");
        if (header.FormatVersion != CheckpointHeader.CurrentVersion)
            throw LimpidException.InvalidData(
                $"{where}: format version {header.FormatVersion}; this Limpid reads version "
                    + $"{CheckpointHeader.CurrentVersion}."
            );
        float[] Array(string name) => tensors.Find(t => t.Name == name)?.ToFloats() ?? [];
        var state = new TrainingState
        {
            Recipe = header.Recipe,
            DataSha256 = header.DataSha256,
            Progress = header.Progress,
            Values = Array("values"),
            First = Array("first"),
            Second = Array("second"),
            Best = Array("best"),
            Average = Array("average"),
        };
        RefuseMisfits(state, where);
        return state;
    }

    private static void RefuseMisfits(TrainingState state, string where)
    {
        int values = state.Values.Length;
        int slots = state.Recipe.Optimizer.Slots;
        bool fits =
            state.First.Length == (slots > 0 ? values : 0)
            && state.Second.Length == (slots > 1 ? values : 0)
            && (state.Best.Length == 0 || state.Best.Length == values)
            && state.Average.Length == (state.Recipe.Averaging is null ? 0 : values);
        try
        {
            fits = fits && values == state.Recipe.Architecture.Build().Parameters.Sum(p => p.Count);
        }
        catch (LimpidException exception)
        {
            throw LimpidException.InvalidData(
                $"{where}: its architecture does not fit together: {exception.Message}",
                exception
            );
        }
        TrainingProgress p = state.Progress;
        if (!fits || p.Step < 0 || p.Epoch < 0 || p.Position < 0 || p.History.Count != p.Epoch)
            throw LimpidException.InvalidData(
                $"{where}: its arrays or counters do not fit its recipe: the file is damaged. Resume from "
                    + "another checkpoint, or train anew."
            );
    }

    private static (string Name, float[] Values)[] Arrays(TrainingState state) =>
        [
            ("values", state.Values),
            ("first", state.First),
            ("second", state.Second),
            ("best", state.Best),
            ("average", state.Average),
        ];

    private static byte[] Bytes(float[] values)
    {
        var bytes = new byte[values.Length * sizeof(float)];
        for (int i = 0; i < values.Length; i++)
            System.Buffers.Binary.BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        return bytes;
    }
}
