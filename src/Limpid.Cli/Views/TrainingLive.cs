using System.Diagnostics;
using Limpid.Runs;
using Limpid.Training;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Limpid.Cli.Views;

/// <summary>A training on a terminal: progress, time left, curves and the first layer's weights, redrawn while it
/// runs.</summary>
internal sealed class TrainingLive : TrainingView
{
    private const int FastestRefresh = 100,
        SlowestRefresh = 1000; // milliseconds
    private const int DrawingShare = 30; // drawing may take one part in so many of the time
    private const int HeaderLines = 3,
        ChartLines = 10,
        LeastWidth = 40;
    private readonly LivePalette _palette;
    private readonly CurvePanel _losses,
        _accuracies;
    private readonly Stopwatch _clock = new();
    private readonly List<(double, double)> _loss = [],
        _accuracy = [],
        _validationLoss = [],
        _validationAccuracy = [];
    private long _firstStep;

    public TrainingLive(Host host)
        : base(host)
    {
        _palette = new(host.Console.Profile.Capabilities.ColorSystem);
        (_losses, _accuracies) = (new("loss", "0.0000", _palette), new("accuracy", "P1", _palette));
    }

    public override TimeSpan Every => TimeSpan.FromMilliseconds(FastestRefresh);

    private int Width => Math.Max(LeastWidth, Host.Console.Profile.Width - 1);

    public override void Open(RunPlan plan)
    {
        Trainer trainer = plan.Trainer;
        (string data, int parameters) = (trainer.Recipe.Data, trainer.Network.ParameterCount);
        string architecture = RunSummary.Short(trainer.Recipe.Architecture);
        Host.Console.MarkupLineInterpolated(
            $"[bold]{plan.Folder.Name}[/]  {data}, {architecture}, {parameters:N0} parameters"
        );
        foreach (EpochReport epoch in trainer.History)
            Add(epoch);
        _firstStep = trainer.History.Count * (long)trainer.StepsPerEpoch;
    }

    public override void Watch(Trainer trainer, IEnumerable<TrainingReport> news)
    {
        _clock.Start();
        Host.Console.Live(new Text(""))
            .Overflow(VerticalOverflow.Crop)
            .Start(live =>
            {
                double next = 0;
                foreach (TrainingReport report in news)
                {
                    if (report.Epoch is { } epoch)
                        Add(epoch);
                    double begun = _clock.Elapsed.TotalMilliseconds;
                    if (begun < next)
                        continue;
                    live.UpdateTarget(Draw(trainer, report.Step));
                    double took = _clock.Elapsed.TotalMilliseconds - begun;
                    next = begun + Math.Clamp(took * DrawingShare, FastestRefresh, SlowestRefresh);
                }
                if (trainer.Report.Step > 0)
                    live.UpdateTarget(Draw(trainer, trainer.Report));
            });
    }

    private void Add(EpochReport epoch)
    {
        _loss.Add((epoch.Epoch, epoch.TrainingLoss));
        _accuracy.Add((epoch.Epoch, epoch.TrainingAccuracy));
        if (epoch.ValidationLoss is { } loss)
            _validationLoss.Add((epoch.Epoch, loss));
        if (epoch.ValidationAccuracy is { } accuracy)
            _validationAccuracy.Add((epoch.Epoch, accuracy));
    }

    private Rows Draw(Trainer trainer, StepReport step)
    {
        int half = (Width - 2) / 2,
            epochs = trainer.Recipe.Epochs,
            below = Host.Console.Profile.Height - HeaderLines - ChartLines - 2;
        var parts = new List<IRenderable> { Progress(trainer, step), Text.Empty };
        StyledText losses = _losses.Draw(_loss, _validationLoss, epochs, (half, ChartLines)),
            accuracies = _accuracies.Draw(_accuracy, _validationAccuracy, epochs, (half, ChartLines));
        parts.Add(
            new Grid()
                .AddColumn(new GridColumn().Width(half).NoWrap().PadRight(2))
                .AddColumn(new GridColumn().Width(half).NoWrap().PadRight(0))
                .AddRow(losses, accuracies)
        );
        bool hasColors = Host.Console.Profile.Capabilities.ColorSystem >= ColorSystem.EightBit;
        if (hasColors && WeightTiles.For(trainer.Network, (Width, below), _palette) is { } tiles)
        {
            parts.Add(Text.Empty);
            parts.Add(tiles.Draw(trainer.Network, (Width, below)));
        }
        return new Rows(parts);
    }

    private StyledText Progress(Trainer trainer, StepReport step)
    {
        double part = (double)step.Step / trainer.TotalSteps,
            made = step.Step - _firstStep;
        TimeSpan left = made > 0 ? _clock.Elapsed * ((trainer.TotalSteps - step.Step) / made) : TimeSpan.Zero;
        string words =
            $"  epoch {step.Epoch}/{trainer.Recipe.Epochs}, {Time(left)} left, {trainer.ImagesPerSecond:N0} "
            + $"images/s, rate {step.Rate:g3}";
        int room = Math.Max(10, Width - words.Length),
            full = (int)(part * room);
        return new StyledText()
            .Append(new string('█', full), new Style(_palette.Training))
            .Append(new string('░', room - full), new Style(_palette.Quiet))
            .Append(words);
    }

    private static string Time(TimeSpan time) =>
        time.TotalHours >= 1 ? $"{(int)time.TotalHours}:{time:mm\\:ss}" : $"{time:m\\:ss}";
}
