namespace Limpid.Runs;

/// <summary>The runs under one folder: starts them, finds them, lists and deletes them. It knows which folders are
/// runs, not what is in them.</summary>
/// <param name="root">The folder of runs, which need not exist yet.</param>
/// <param name="time">The clock that dates the runs; the system's, if null.</param>
public sealed class RunCatalogue(string root = RunCatalogue.DefaultRoot, TimeProvider? time = null)
{
    /// <summary>Where runs live unless told otherwise.</summary>
    public const string DefaultRoot = "runs";

    /// <summary>The file that makes a folder a run.</summary>
    public const string RecipeFile = "recipe.json";

    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>The folder of runs.</summary>
    public string Root { get; } = root;

    /// <summary>True for a folder that holds a run: its recipe is there.</summary>
    public static bool IsRun(string folder) => File.Exists(Path.Combine(folder, RecipeFile));

    /// <summary>
    /// Makes a new run folder with its recipe, holds its lock, and points <c>latest</c> at it. Of two who start at
    /// once, each gets a folder of its own.
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
        return Begin(OnDisk(Root, "added to", () => Claim(label)), writeRecipe);
    }

    /// <summary>As <see cref="Start"/>, in a folder of the caller's choice; <c>latest</c> points there if it lies right
    /// under <see cref="Root"/>.</summary>
    /// <param name="folder">A folder that is empty, or does not exist.</param>
    /// <param name="writeRecipe">Writes <see cref="RecipeFile"/>. If it throws, nothing is left behind.</param>
    /// <returns>The lock, to be held as long as the run is written to; it knows the folder.</returns>
    /// <exception cref="LimpidException"><see cref="Fault.Usage"/>: the folder is not empty;
    /// <see cref="Fault.Unavailable"/>: it cannot be made.</exception>
    public RunLock StartAt(string folder, Action<Stream> writeRecipe) =>
        Begin(OnDisk(folder, "made", () => ClaimEmpty(folder)), writeRecipe);

    private RunLock ClaimEmpty(string folder)
    {
        Directory.CreateDirectory(folder);
        RunLock? held = Directory.EnumerateFileSystemEntries(folder).Any() ? null : RunLock.Claim(folder, _time);
        return held
            ?? throw LimpidException.Usage(
                $"{folder}: expected a new or empty folder, but something is in it. To go on with the run in "
                    + $"it: limpid train --resume {folder}. Else choose another folder."
            );
    }

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

    private RunLock Claim(string label)
    {
        var day = DateOnly.FromDateTime(_time.GetLocalNow().DateTime);
        int before = Folders()
            .Select(RunName.Parse)
            .Where(run => run?.Day == day)
            .Select(run => run!.Sequence)
            .DefaultIfEmpty()
            .Max();
        for (int sequence = before + 1; ; sequence++)
        {
            string folder = Path.Combine(Root, new RunName(day, sequence, label).ToString());
            Directory.CreateDirectory(folder);
            if (RunLock.Claim(folder, _time) is { } held)
                return held;
        }
    }

    private IEnumerable<string> Folders() =>
        Directory.Exists(Root) ? Directory.EnumerateDirectories(Root).Select(folder => Path.GetFileName(folder)) : [];

    /// <summary>The names of all runs, newest first; those that were renamed by hand come last.</summary>
    public IReadOnlyList<string> List() =>
        OnDisk(Root, "listed", () =>
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
            name = OnDisk(Root, "read", () => LatestPointer.Read(Root))
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
            OnDisk(folder, "deleted", () => Empty(folder));
        OnDisk(folder, "deleted", () => Directory.Delete(folder, recursive: true));
        OnDisk(Root, "updated", () => Repoint(Path.GetFileName(folder)));
    }

    /// <summary>The recipe goes last: a deletion that was cut short leaves a run, which can be deleted again.</summary>
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

    /// <summary>Deletes all but the newest runs. One that is being written, and one that was renamed by hand, is left
    /// in peace.</summary>
    /// <param name="keep">How many to keep, at least 0.</param>
    /// <returns>The names of the deleted.</returns>
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

    private static void OnDisk(string where, string what, Action act) => OnDisk(where, what, () =>
        {
            act();
            return true;
        });

    private static T OnDisk<T>(string where, string what, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new LimpidException(
                Fault.Unavailable,
                $"{where}: could not be {what} ({problem.Message.TrimEnd('.')}). Check the permissions, or "
                    + "use another folder of runs.",
                problem
            );
        }
    }
}
