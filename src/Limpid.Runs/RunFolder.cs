using System.Text;
using System.Text.Json;
using Limpid.Files;
using Limpid.Training;

namespace Limpid.Runs;

/// <summary>
/// The folder of one run. It holds the recipe (<c>recipe.json</c>), a line an epoch (<c>metrics.csv</c>), the whole
/// state of the training
/// (<c>checkpoint.safetensors</c>), the best epoch's and the last step's model (<c>best.safetensors</c>,
/// <c>last.safetensors</c>) and, once it is
/// finished, what it came to (<c>result.json</c>, <c>report.html</c>, <c>pictures/</c>). Every file is whole at any
/// moment.
/// </summary>
/// <param name="path">The folder.</param>
public sealed class RunFolder(string path)
{
    /// <summary>The names of its files.</summary>
    public const string RecipeFile = RunCatalogue.RecipeFile,
        MetricsFile = "metrics.csv",
        CheckpointFile = "checkpoint.safetensors",
        BestFile = "best.safetensors",
        LastFile = "last.safetensors",
        ResultFile = "result.json",
        ReportFile = "report.html",
        PicturesFolder = "pictures";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The folder, as it was handed in.</summary>
    public string Path { get; } = path;

    /// <summary>Its name.</summary>
    public string Name =>
        System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(Path)));

    /// <summary>True while somebody holds its lock.</summary>
    public bool IsBeingWritten => RunLock.IsHeld(Path);

    /// <summary>True for a folder that holds a recipe.</summary>
    public static bool IsRun(string folder) => File.Exists(System.IO.Path.Combine(folder, RecipeFile));

    /// <summary>The path of one of its files.</summary>
    public string this[string file] => System.IO.Path.Combine(Path, file);

    /// <summary>The recipe as it was resolved when the run began.</summary>
    /// <exception cref="LimpidException"><see cref="Fault.NotFound"/> or <see cref="Fault.InvalidData"/>.</exception>
    public Recipe ReadRecipe() => Read(RecipeFile, stream => LimpidJson.Read<Recipe>(Text(stream), this[RecipeFile]));

    /// <summary>What the run came to; null where it is not finished.</summary>
    /// <exception cref="LimpidException"><see cref="Fault.InvalidData"/>: the file is damaged.</exception>
    public RunResult? ReadResult() => !File.Exists(this[ResultFile]) ? null : Read(ResultFile, stream =>
            {
                try
                {
                    return JsonSerializer.Deserialize(Text(stream), RunJson.Default.RunResult)
                        ?? throw new JsonException("It is null.");
                }
                catch (JsonException exception)
                {
                    throw LimpidException.InvalidData(
                        $"{this[ResultFile]}: not the result of a run: {exception.Message} Delete the file and "
                            + "resume the run: it is measured again.",
                        exception
                    );
                }
            });

    /// <summary>The state that the training was last saved in.</summary>
    /// <exception cref="LimpidException"><see cref="Fault.NotFound"/> or <see cref="Fault.InvalidData"/>.</exception>
    public TrainingState ReadCheckpoint() =>
        Read(CheckpointFile, stream => Files.CheckpointFile.Read(stream, this[CheckpointFile]));

    /// <summary>The finished epochs; empty before the first.</summary>
    public IReadOnlyList<EpochReport> ReadMetrics() =>
        !File.Exists(this[MetricsFile])
            ? []
            : Read(MetricsFile, stream => Metrics.Read(Text(stream), this[MetricsFile]));

    /// <summary>A recipe as the file holds it.</summary>
    public static void WriteRecipe(Stream stream, Recipe recipe) =>
        stream.Write(Encoding.UTF8.GetBytes(LimpidJson.ToNode(recipe).ToJsonString(Indented) + "\n"));

    internal void Write(string file, Action<Stream> write) => AtomicFile.Write(this[file], write);

    internal void WriteText(string file, string text) =>
        Write(file, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>Adds to a file. What a crash leaves of it is a line cut short at the end, which readers pass
    /// over.</summary>
    internal void Append(string file, string line)
    {
        try
        {
            File.AppendAllText(this[file], line);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new LimpidException(
                Fault.Unavailable,
                $"{this[file]}: could not be written to ({refused.Message.TrimEnd('.')}). Make room or mend "
                    + $"the permissions; then: limpid train --resume {Path}",
                refused
            );
        }
    }

    private T Read<T>(string file, Func<Stream, T> read)
    {
        try
        {
            using FileStream stream = File.OpenRead(this[file]);
            return read(stream);
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new LimpidException(
                Fault.NotFound,
                $"{this[file]}: there is no such file. {Path} is not a run folder, or the run has not come so far.",
                absent
            );
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new LimpidException(
                Fault.Unavailable,
                $"{this[file]}: could not be read ({refused.Message.TrimEnd('.')}). Check the permissions.",
                refused
            );
        }
    }

    private static string Text(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
