using Limpid.Files;
using Limpid.Training;

namespace Limpid.Runs;

/// <summary>From what people call a model to its file: the name of one that comes with Limpid, a path, a run folder, a
/// run's name, or <c>latest</c>.</summary>
public static class ModelLocator
{
    private const string Best = RunFolder.BestFile,
        Last = RunFolder.LastFile,
        Ending = ".safetensors";

    /// <summary>The file of a model.</summary>
    /// <param name="model">One of <see cref="PretrainedModels.Names"/>, which stands for itself; a file; a run folder,
    /// which means the weights that its recipe keeps; the name of a run; or <c>latest</c>.</param>
    /// <param name="runs">Where runs are kept.</param>
    /// <exception cref="LimpidException"><see cref="Fault.NotFound"/>: there is no such thing, or it holds no model
    /// yet.</exception>
    public static string Find(string model, RunCatalogue runs)
    {
        if (PretrainedModels.Has(model))
            return model;
        if (model == LatestPointer.Name)
            return InFolder(Latest(runs));
        if (File.Exists(model))
            return model;
        if (Directory.Exists(model))
            return InFolder(model);
        if (runs.List().Contains(model, StringComparer.Ordinal))
            return InFolder(Path.Combine(runs.Root, model));
        throw Missing(
            $"{model}: expected {string.Join(", ", PretrainedModels.Names)}, a model file, a run folder or "
                + $"{LatestPointer.Name}, but there is nothing of that name. {Choices(runs)}"
        );
    }

    /// <summary>Reads a model's file.</summary>
    /// <param name="path">As <see cref="Find"/> gave it.</param>
    /// <exception cref="LimpidException"><see cref="Fault.InvalidData"/>: no sound model;
    /// <see cref="Fault.Unavailable"/>: the file cannot be read.</exception>
    public static Model Read(string path)
    {
        try
        {
            using Stream file = Open(path);
            return ModelFile.Read(file, path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new LimpidException(
                Fault.Unavailable,
                $"{path}: could not be read ({problem.Message.TrimEnd('.')}). Check its permissions.",
                problem
            );
        }
    }

    /// <summary>How many bytes a model's file has.</summary>
    /// <param name="path">As <see cref="Find"/> gave it.</param>
    public static long Length(string path)
    {
        using Stream file = Open(path);
        return file.Length;
    }

    private static Stream Open(string path) =>
        PretrainedModels.Has(path) ? PretrainedModels.Open(path) : File.OpenRead(path);

    /// <summary>What the run came to that a model is the result of; null for any other model, and where that is not
    /// known.</summary>
    /// <param name="path">The model's file.</param>
    /// <param name="model">The model in it.</param>
    public static RunResult? ResultOf(string path, Model model)
    {
        if (PretrainedModels.Has(path))
            return null;
        try
        {
            RunResult? result = new RunFolder(Path.GetDirectoryName(Path.GetFullPath(path))!).ReadResult();
            return result?.WeightsSha256 == model.Network.Sha256() ? result : null;
        }
        catch (LimpidException)
        {
            return null;
        }
    }

    private static string Latest(RunCatalogue runs) =>
        runs.List().Count > 0
            ? runs.Resolve(LatestPointer.Name)
            : throw Missing(
                $"{runs.Root}: there are no runs here yet, so there is no latest model. Train one with: limpid train"
            );

    private static string InFolder(string folder)
    {
        string[] candidates = Keeps(folder) == Keep.Last ? [Last, Best] : [Best, Last];
        if (candidates.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists) is { } found)
            return found;
        string[] others = [.. Directory.EnumerateFiles(folder, "*" + Ending).Order(StringComparer.Ordinal)];
        if (others is [var only])
            return only;
        throw Missing(
            others.Length > 1
                ? $"{folder}: expected one model, but it holds {others.Length}: "
                    + $"{string.Join(", ", others.Take(3).Select(Path.GetFileName))}. Name one of these "
                    + "files."
            : RunCatalogue.IsRun(folder)
                ? $"{folder}: this run has no model yet: it saves one at the end of its first epoch. Wait for "
                    + $"it, or go on with: limpid train --resume {folder}"
            : $"{folder}: expected a run folder, but it holds neither {Best} nor {Last}. Name a model file, "
                + "or train one with: limpid train"
        );
    }

    /// <summary>What the folder's recipe keeps; a folder without a readable one is only a folder of models.</summary>
    private static Keep Keeps(string folder)
    {
        try
        {
            return RunCatalogue.IsRun(folder) ? new RunFolder(folder).ReadRecipe().Keep : Keep.Best;
        }
        catch (LimpidException)
        {
            return Keep.Best;
        }
    }

    private static string Choices(RunCatalogue runs) =>
        runs.List() is [var newest, ..]
            ? $"The newest run is {Path.Combine(runs.Root, newest)}."
            : "Train a model with: limpid train";

    private static LimpidException Missing(string message) => new(Fault.NotFound, message);
}
