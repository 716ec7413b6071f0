using System.Runtime.InteropServices;
using Limpid;
using Limpid.Datasets;
using Limpid.Race;
using Limpid.Race.Engines;

// Limpid and its rivals in alternating rounds: dotnet run -c Release --project bench/race
// bench/README.md says what each rival needs. As an engine this program is its own child: --rival limpid FOLDER.
try
{
    if (args is [Options.Rival, var engine, var folder, .. var words])
    {
        EngineNamed(engine, new(folder)).Serve(words);
        return 0;
    }
    Options options = Options.Parse(args);
    using var stopping = new CancellationTokenSource();
    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    return await RunAsync(options, stopping.Token);

    void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        Say("stopping: what was measured is written");
        stopping.Cancel();
    }
}
catch (LimpidException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}

async Task<int> RunAsync(Options options, CancellationToken stop)
{
    const int interrupted = 130;
    var place = new Workplace(Directory.CreateTempSubdirectory("limpid-race-").FullName);
    Contender[] contenders = [];
    try
    {
        contenders = [.. Rivals.All.Where(options.Has).Select(rival => new Contender(rival, place))];
        foreach (Contender one in contenders) Say($"{one.Rival.Name}: {(one.Found.IsAbsent ? $"ABSENT: {one.Found.Reason}" : string.Join(' ', one.Found.Command))}");
        Row[] rows = [.. Rows.All.Where(options.Has)];
        if (rows.Length == 0 || options.IsList)
        {
            foreach (Row row in Rows.All) Console.WriteLine(row.Name);
            return options.IsList ? 0 : throw LimpidException.Usage("No row's name matches --rows. They are all named above.");
        }
        DatasetPair data = await new Mnist().LoadAsync(DataSearch.FromEnvironment(), stop: stop);
        place.Prepare(data, Say, stop);
        var race = new Race(rows, contenders, options.Rounds);
        try
        {
            race.Run(Say, stop);
        }
        catch (OperationCanceledException)
        {
            Say($"stopped in round {race.Rounds + 1}");
        }
        string page = new Report(race, data.Test!.Labels.ToArray(), $"dotnet run -c Release --project bench/race{string.Concat(args.Select(word => word.Contains(' ') ? $" '{word}'" : $" {word}"))}".Replace("race --", "race -- --"), TimeProvider.System.GetUtcNow()).Write();
        string output = options.Output ?? Repository.Table(isWhole: options.IsWhole && !stop.IsCancellationRequested);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!);
        await File.WriteAllTextAsync(output, page, CancellationToken.None);
        Console.WriteLine(page);
        Say($"written to {output}");
        return stop.IsCancellationRequested ? interrupted : 0;
    }
    catch (OperationCanceledException)
    {
        return interrupted;
    }
    finally
    {
        foreach (Contender one in contenders) one.Dispose();
        Directory.Delete(place.Folder, recursive: true);
    }
}

static void Say(string text) => Console.Error.WriteLine(text);

static Engine EngineNamed(string name, Workplace place) => name switch
{
    "limpid" => new LimpidEngine(place),
    "onnxruntime" => new OnnxRuntimeEngine(place),
    "mlnet" => new MlNetEngine(place),
    _ => throw LimpidException.Usage($"There is no engine '{name}' in this program: limpid, onnxruntime or mlnet."),
};
