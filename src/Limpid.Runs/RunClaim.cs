namespace Limpid.Runs;

/// <summary>Claims a folder for a new run by taking its lock, so that no two runs share one.</summary>
internal static class RunClaim
{
    /// <summary>Makes the day's next run folder.</summary>
    /// <param name="root">The folder of runs.</param>
    /// <param name="label">What the run is about.</param>
    /// <param name="folders">The names of the folders that are there.</param>
    /// <param name="time">The clock.</param>
    public static RunLock Next(string root, string label, IEnumerable<string> folders, TimeProvider time)
    {
        var day = DateOnly.FromDateTime(time.GetLocalNow().DateTime);
        int before = folders
            .Select(RunName.Parse)
            .Where(run => run?.Day == day)
            .Select(run => run!.Sequence)
            .DefaultIfEmpty()
            .Max();
        for (int sequence = before + 1; ; sequence++)
        {
            string folder = Path.Combine(root, new RunName(day, sequence, label).ToString());
            Directory.CreateDirectory(folder);
            if (RunLock.Claim(folder, time) is { } held)
                return held;
        }
    }

    /// <summary>Claims a new or empty folder.</summary>
    public static RunLock Empty(string folder, TimeProvider time)
    {
        Directory.CreateDirectory(folder);
        RunLock? held = Directory.EnumerateFileSystemEntries(folder).Any() ? null : RunLock.Claim(folder, time);
        return held
            ?? throw LimpidException.Usage(
                $"{folder}: expected a new or empty folder, but something is in it. To go on with the run in "
                    + $"it: limpid train --resume {folder}. Else choose another folder."
            );
    }
}
