using System.Runtime.CompilerServices;
using Limpid.Evaluation;
using Limpid.Files;
using Limpid.Training;

namespace Limpid.Server.Trainings;

/// <summary>A training on a thread of its own. It notes what happens; any number of readers follow the notes, from any
/// of them on.</summary>
internal sealed class RunningTraining : IDisposable
{
    private const int MostNotes = 4096;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);
    private readonly LabOptions _options;
    private readonly Recipe _recipe;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _writing = new();
    private readonly Queue<TrainingEvent> _notes = new();
    private readonly Thread _thread;
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _seen,
        _noted;
    private int _readers;

    public RunningTraining(string id, Recipe recipe, LabOptions options)
    {
        (Id, _recipe, _options, _seen) = (id, recipe, options, options.Clock.GetTimestamp());
        Status = new(id, Name(HostedTrainingState.Running), 0, 0, 1, null, null, null, 0);
        _thread = new(Work) { IsBackground = true, Name = $"Limpid training {id}" };
        _thread.Start();
    }

    public string Id { get; }

    public TrainingStatus Status { get; private set; }

    /// <summary>What it came to; null before it is finished.</summary>
    public Model? Model { get; private set; }

    public HostedTrainingState State { get; private set; }

    /// <summary>How long nobody has asked for it.</summary>
    public TimeSpan Unseen =>
        Volatile.Read(ref _readers) > 0 ? TimeSpan.Zero : _options.Clock.GetElapsedTime(Volatile.Read(ref _seen));

    public void See() => Volatile.Write(ref _seen, _options.Clock.GetTimestamp());

    /// <summary>Asks it to end; nothing where it has ended.</summary>
    public void Cancel()
    {
        if (State == HostedTrainingState.Running)
            _stop.Cancel();
    }

    /// <summary>All notes after one, and those to come, until the training ends.</summary>
    public async IAsyncEnumerable<TrainingEvent> Follow(long after, [EnumeratorCancellation] CancellationToken stop)
    {
        Interlocked.Increment(ref _readers);
        try
        {
            while (true)
            {
                (TrainingEvent[] news, Task more, bool isOver) = After(after);
                foreach (TrainingEvent note in news)
                {
                    yield return note;
                    after = note.Id;
                }
                if (isOver)
                    yield break;
                await more.WaitAsync(stop).ConfigureAwait(false);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _readers);
            See();
        }
    }

    public void Dispose()
    {
        Cancel();
        _thread.Join();
        _stop.Dispose();
    }

    private (TrainingEvent[] News, Task More, bool IsOver) After(long id)
    {
        lock (_writing)
            return ([.. _notes.Where(note => note.Id > id)], _more.Task, State != HostedTrainingState.Running);
    }

    private void Note(string kind, HostedTrainingState state, TrainingStatus status)
    {
        TaskCompletionSource told;
        lock (_writing)
        {
            (Status, State) = (status, state);
            _notes.Enqueue(new(++_noted, kind, status));
            if (_notes.Count > MostNotes)
                _notes.Dequeue();
            (told, _more) = (_more, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        told.SetResult();
    }

    private void Work()
    {
        try
        {
            using var workers = new Workers(_options.Threads);
            var data = new TrainingData(_options.DigitsNow!.Training, _recipe);
            var trainer = new Trainer(_recipe, data, workers, TimeProvider.System);
            foreach (TrainingReport report in trainer.Run(Every, _stop.Token))
                Note(
                    report.Epoch is null ? "progress" : "epoch",
                    HostedTrainingState.Running,
                    Of(HostedTrainingState.Running, trainer)
                );
            if (trainer.IsFinished)
                Finish(trainer, data, workers);
            else
                Note("end", HostedTrainingState.Cancelled, Of(HostedTrainingState.Cancelled, trainer));
        }
        catch (Exception exception) // whatever it is, readers must hear of the end
        {
            Note(
                "end",
                HostedTrainingState.Failed,
                Status with
                {
                    State = Name(HostedTrainingState.Failed),
                    Problem = exception.Message,
                }
            );
        }
    }

    private void Finish(Trainer trainer, TrainingData data, Workers workers)
    {
        Network network = trainer.Result();
        var evaluator = new Evaluator(network, workers);
        Predictions? test = _options.DigitsNow!.Test is { } digits ? evaluator.Run(digits) : null;
        double? accuracy = test is null ? null : (double)test.Correct() / test.Count;
        double temperature =
            data.Validation.Length == 0 ? 1 : Calibration.FitTemperature(evaluator.Run(data.Samples, data.Validation));
        Model = new()
        {
            Network = network,
            ClassNames = data.Samples.ClassNames,
            Recipe = _recipe,
            DataSha256 = data.Samples.Sha256,
            Temperature = temperature,
            TestAccuracy = accuracy,
        };
        Note(
            "end",
            HostedTrainingState.Finished,
            Of(HostedTrainingState.Finished, trainer) with
            {
                TestAccuracy = accuracy,
            }
        );
    }

    private TrainingStatus Of(HostedTrainingState state, Trainer trainer)
    {
        StepReport last = trainer.Report;
        return new(
            Id,
            Name(state),
            last.Step,
            trainer.TotalSteps,
            Math.Max(1, last.Epoch),
            last.Step == 0 ? null : last.Loss,
            last.Step == 0 ? null : last.Accuracy,
            trainer.History.Count == 0 ? null : trainer.History[^1].ValidationAccuracy,
            trainer.ImagesPerSecond
        );
    }

    private static string Name(HostedTrainingState state) =>
        state switch
        {
            HostedTrainingState.Running => "running",
            HostedTrainingState.Finished => "finished",
            HostedTrainingState.Cancelled => "cancelled",
            _ => "failed",
        };
}
