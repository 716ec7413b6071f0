using System.Runtime.InteropServices;
using Limpid;
using Limpid.Race;
using Limpid.Race.Engines;

// Limpid and its rivals in alternating rounds: dotnet run -c Release --project bench/race
// bench/README.md says what each rival needs. As an engine this program is its own child: --rival limpid FOLDER.
try
{
    if (args is [RaceOptions.Rival, var engine, var folder, .. var words])
    {
        EngineNamed(engine, new(folder)).Serve(words);
        return 0;
    }
    RaceOptions options = RaceOptions.Parse(args);
    using var stopping = new CancellationTokenSource();
    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    return await new RaceSession(options, Say, stopping.Token).RunAsync();

    void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        Say("stopping: what was measured is written");
        stopping.Cancel();
    }
}
catch (LimpidException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}

static void Say(string text) => Console.Error.WriteLine(text);

static Engine EngineNamed(string name, RaceWorkplace place) =>
    name switch
    {
        "limpid" => new LimpidEngine(place),
        "onnxruntime" => new OnnxRuntimeEngine(place),
        "mlnet" => new MlNetEngine(place),
        _ => throw LimpidException.Usage($"There is no engine '{name}' in this program: limpid, onnxruntime or mlnet."),
    };
