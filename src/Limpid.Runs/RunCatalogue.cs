namespace Limpid.Runs;

/// <summary>The runs under one folder: starts, finds, lists and deletes them. It does not read what is in
/// them.</summary>
/// <param name="root">The folder of runs, which need not exist yet.</param>
/// <param name="time">The clock that dates the runs; the system's, if null.</param>
public sealed class RunCatalogue(string root = RunCatalogue.DefaultRoot, TimeProvider? time = null)
{
    /// <summary>Where runs live unless told otherwise.</summary>
    public const string DefaultRoot = "runs";

    /// <summary>The file that a run folder must have.</summary>
    public const string RecipeFile = "recipe.json";

    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>The folder of runs.</summary>
    public string Root { get; } = root;

    /// <summary>True for a folder that holds a run: its recipe is there.</summary>
    public static bool IsRun(string folder) => File.Exists(Path.Combine(folder, RecipeFile));

    /// <summary>
    /// Makes a new run folder with its recipe, takes its lock, and points <c>latest</c> at it. Two processes that
    /// start at the same time get two folders.
    /// </summary>
    /// <param name="label">What the run is about, for its name: <c>mnist</c>.</param>
    /// <param name="writeRecipe">Writes <see cref="RecipeFile"/>. If it throws, nothing is left behind.</param>
    /// <returns>The lock, to be held as long as the run is written to; it knows the folder.</returns>
    /// <exception cref="LimpidException"><see cref="Fault.Usage"/>: not a label; <see cref="Fault.Unavailable"/>: the
    /// folder cannot be made.</exception>
    public RunLock Start(string label, Action<Stream> writeRecipe)
    {
        if (!RunName.IsLabel(label))
            throw LimpidException.Usage(
                $"label {label}: expected 1 to 40 lower-case letters, digits, points and hyphens, beginning "
                    + "with a letter or digit, as in mnist."
            );
        return Begin(RunsDisk.Do(Root, "added to", () => RunClaim.Next(Root, label, Folders(), _time)), writeRecipe);
    }

    /// <summary>As <see cref="Start"/>, in a folder of the caller's choice; <c>latest</c> points there if it lies right
    /// under <see cref="Root"/>.</summary>
    /// <param name="folder">A folder that is empty, or does not exist.</param>
    /// <param name="writeRecipe">Writes <see cref="RecipeFile"/>. If it throws, nothing is left behind.</param>
    /// <returns>The lock, to be held as long as the run is written to; it knows the folder.</returns>
    /// <exception cref="LimpidException"><see cref="Fault.Usage"/>: the folder is not empty;
    /// <see cref="Fault.Unavailable"/>: it cannot be made.</exception>
    public RunLock StartAt(string folder, Action<Stream> writeRecipe) =>
        Begin(RunsDisk.Do(folder, "made", () => RunClaim.Empty(folder, _time)), writeRecipe);

    private RunLock Begin(RunLock held, Action<Stream> writeRecipe)
    {
        try
        {
            AtomicFile.Write(Path.Combine(held.Folder, RecipeFile), writeRecipe);
            if (IsOurs(held.Folder))
                LatestPointer.Write(Root, Path.GetFileName(Path.GetFullPath(held.Folder)));
            return held;
        }
        catch
        {
            held.Dispose();
            Directory.Delete(held.Folder, recursive: true);
            throw;
        }
    }

    private bool IsOurs(string folder) =>
        Path.GetDirectoryName(Path.GetFullPath(folder)) == Path.TrimEndingDirectorySeparator(Path.GetFullPath(Root));

    private IEnumerable<string> Folders() =>
        Directory.Exists(Root) ? Directory.EnumerateDirectories(Root).Select(folder => Path.GetFileName(folder)) : [];

    /// <summary>The names of all runs, newest first; those that were renamed by hand come last.</summary>
    public IReadOnlyList<string> List() =>
        RunsDisk.Do(Root, "listed", () =>
            Folders()
                .Where(name => IsRun(Path.Combine(Root, name)))
                .Select(name => (Name: name, Parsed: RunName.Parse(name)))
                .OrderByDescending(run => run.Parsed?.Day)
                .ThenByDescending(run => run.Parsed?.Sequence)
                .ThenByDescending(run => run.Name, StringComparer.Ordinal)
                .Select(run => run.Name)
                .ToArray()
        );

    /// <summary>The folder of a run.</summary>
    /// <param name="name">Its name, or <c>latest</c>.</param>
    /// <exception cref="LimpidException"><see cref="Fault.Usage"/>: not a name; <see cref="Fault.NotFound"/>: no such
    /// run.</exception>
    public string Resolve(string name)
    {
        if (name == LatestPointer.Name)
            name = RunsDisk.Do(Root, "read", () => LatestPointer.Read(Root))
                ?? throw new LimpidException(
                    Fault.NotFound,
                    $"{Root}: there is no latest run, since none was started here. Train one, or name another "
                        + "folder of runs."
                );
        if (!RunName.IsFolderName(name))
            throw LimpidException.Usage(
                $"{name}: expected the name of a run, a folder right under {Root}, without a path. Use one "
                    + "that the list of runs shows."
            );
        string folder = Path.Combine(Root, name);
        return File.Exists(Path.Combine(folder, RecipeFile))
            ? folder
            : throw new LimpidException(
                Fault.NotFound,
                $"{folder}: expected a run, a folder that holds a {RecipeFile}, but there is none. Use a name "
                    + "that the list of runs shows."
            );
    }

    /// <summary>The folder of a run anywhere.</summary>
    /// <param name="run">A run folder's path, or the name of a run here, or <c>latest</c>.</param>
    /// <exception cref="LimpidException"><see cref="Fault.NotFound"/>: no such run.</exception>
    public string Find(string run)
    {
        if (File.Exists(Path.Combine(run, RecipeFile)))
            return run;
        return RunName.IsFolderName(run)
            ? Resolve(run)
            : throw new LimpidException(
                Fault.NotFound,
                $"{run}: expected a run, a folder that holds a {RecipeFile}, but there is none. Give a run's "
                    + $"path, its name under {Root}, or latest."
            );
    }

    /// <summary>Deletes a run with all that is in it; <c>latest</c> then means the newest of those left.</summary>
    /// <param name="name">Its name, or <c>latest</c>.</param>
    /// <exception cref="LimpidException">As <see cref="Resolve"/>; <see cref="Fault.Unavailable"/>: someone writes
    /// there, or it cannot be deleted; nothing else is ever deleted.</exception>
    public void Delete(string name)
    {
        string folder = Resolve(name);
        if (new DirectoryInfo(folder).LinkTarget is { } target)
            throw LimpidException.Usage(
                $"{folder}: expected a folder, but it is a link to {target}. Delete the link by hand."
            );
        using (RunLock.Take(folder, _time))
            RunsDisk.Do(folder, "deleted", () => Empty(folder));
        RunsDisk.Do(folder, "deleted", () => Directory.Delete(folder, recursive: true));
        RunsDisk.Do(Root, "updated", () => Repoint(Path.GetFileName(folder)));
    }

    /// <summary>The recipe goes last, so that an interrupted deletion leaves a run that can be deleted again.</summary>
    private static void Empty(string folder)
    {
        foreach (string inner in Directory.GetDirectories(folder))
            Directory.Delete(inner, recursive: true);
        foreach (
            string file in Directory
                .GetFiles(folder)
                .Where(file => !RunLock.IsOwn(file) && Path.GetFileName(file) != RecipeFile)
        )
            File.Delete(file);
        File.Delete(Path.Combine(folder, RecipeFile));
    }

    private void Repoint(string deleted)
    {
        if (LatestPointer.Read(Root) != deleted)
            return;
        if (List() is [var newest, ..])
            LatestPointer.Write(Root, newest);
        else
            LatestPointer.Remove(Root);
    }

    /// <summary>Deletes all but the newest runs. A run that is being written, or was renamed by hand, stays.</summary>
    /// <param name="keep">How many to keep, at least 0.</param>
    /// <returns>The names of the deleted runs.</returns>
    /// <exception cref="LimpidException"><see cref="Fault.Usage"/>: a negative number; <see cref="Fault.Unavailable"/>:
    /// a run cannot be deleted.</exception>
    public IReadOnlyList<string> Prune(int keep)
    {
        if (keep < 0)
            throw LimpidException.Usage($"keep {keep}: expected how many of the newest runs to keep, at least 0.");
        string[] deleted =
        [
            .. List()
                .Where(name => RunName.Parse(name) is not null)
                .Skip(keep)
                .Where(name => !RunLock.IsHeld(Path.Combine(Root, name))),
        ];
        foreach (string name in deleted)
            Delete(name);
        return deleted;
    }
}
