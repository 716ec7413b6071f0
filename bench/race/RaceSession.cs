using Limpid.Datasets;

namespace Limpid.Race;

/// <summary>A race from its preparation to its page; what it needs lies in a folder that goes with it.</summary>
internal sealed class RaceSession(RaceOptions options, Action<string> say, CancellationToken stop)
{
    private const int Interrupted = 130;

    /// <summary>Runs it.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync()
    {
        RaceRow[] rows = [.. Rows.All.Where(options.Has)];
        if (rows.Length == 0)
            throw LimpidException.Usage($"No row's name matches --rows. They are:\n{Names}");
        var place = new RaceWorkplace(Directory.CreateTempSubdirectory("limpid-race-").FullName);
        var contenders = new List<Contender>();
        try
        {
            Gather(contenders, place);
            if (options.IsList)
                Console.WriteLine(Names);
            else
                await RaceAsync(rows, contenders, place);
            return stop.IsCancellationRequested ? Interrupted : 0;
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
        finally
        {
            foreach (Contender one in contenders)
                one.Dispose();
            Directory.Delete(place.Folder, recursive: true);
        }
    }

    private static string Names => string.Join('\n', Rows.All.Select(row => row.Name));

    private void Gather(List<Contender> contenders, RaceWorkplace place)
    {
        foreach (Rival rival in Rivals.All.Where(options.Has))
        {
            contenders.Add(new(rival, place));
            Found found = contenders[^1].Found;
            say($"{rival.Name}: {(found.IsAbsent ? $"ABSENT: {found.Reason}" : string.Join(' ', found.Command))}");
        }
    }

    private async Task RaceAsync(IReadOnlyList<RaceRow> rows, IReadOnlyList<Contender> contenders, RaceWorkplace place)
    {
        DatasetPair data = await new Mnist().LoadAsync(DataSearch.FromEnvironment(), stop: stop);
        place.Prepare(data, say, stop);
        var race = new Race(rows, contenders, options.Rounds);
        long begun = TimeProvider.System.GetTimestamp();
        try
        {
            race.Run(say, stop);
        }
        catch (OperationCanceledException)
        {
            say($"stopped in round {race.Rounds + 1}");
        }
        string page = new RaceReport(
            race,
            data.Test!.Labels.ToArray(),
            options.Command,
            TimeProvider.System.GetUtcNow()
        ).Write();
        string output = Path.GetFullPath(
            options.Output ?? Repository.Table(isWhole: options.IsWhole && !stop.IsCancellationRequested)
        );
        Directory.CreateDirectory(Path.GetDirectoryName(output)!);
        await File.WriteAllTextAsync(output, page, CancellationToken.None);
        Console.WriteLine(page);
        say($"written to {output} after {TimeProvider.System.GetElapsedTime(begun).TotalMinutes:f1} minutes of racing");
    }
}
