using Limpid.Files;
using Limpid.Training;

namespace Limpid.Lab;

/// <summary>One training: what makes its steps, what is told of them, and the model that it ends as.</summary>
internal sealed class TrainingRun
{
    private readonly Model _model; // but for its network
    private int _epochs,
        _steps;
    private double _loss,
        _accuracy;

    /// <summary>A training that has begun.</summary>
    /// <param name="trainer">What trains.</param>
    /// <param name="model">What the model says beside its network.</param>
    /// <param name="data">What it learns from.</param>
    /// <param name="made">Steps that were made before.</param>
    public TrainingRun(Trainer trainer, Model model, TrainingData data, long made = 0)
    {
        (Trainer, _model, Data, Steps) = (trainer, model, data, made);
        Note();
    }

    public Trainer Trainer { get; }

    public TrainingData Data { get; }

    /// <summary>Steps made.</summary>
    public long Steps { get; private set; }

    /// <summary>Why it can make no more steps, in words for people; null where nothing is wrong.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether an epoch has ended since the last note.</summary>
    public bool HasEndedEpoch => Trainer.History.Count > _epochs;

    public bool IsFinished => Problem is not null || Trainer.IsFinished;

    /// <summary>The network as it stands, as a model.</summary>
    public Model Model => _model with { Network = Trainer.EvaluatedNetwork };

    /// <summary>From here on, what <see cref="News"/> tells.</summary>
    public void Note() => (_epochs, _steps, _loss, _accuracy) = (Trainer.History.Count, 0, 0, 0);

    /// <summary>Makes a step. A training that diverges stands still and says why; those beside it go on.</summary>
    public void Step()
    {
        try
        {
            if (!Trainer.Step())
                return;
        }
        catch (LimpidException exception) when (exception.Fault == Fault.Diverged)
        {
            Problem = exception.Message;
            return;
        }
        Steps++;
        _steps++;
        _loss += Trainer.Report.Loss;
        _accuracy += Trainer.Report.Accuracy;
    }

    /// <summary>Goes back to where it stood.</summary>
    public void Return(TrainingState state)
    {
        Trainer.Restore(state);
        (Steps, Problem) = (state.Progress.Step, null);
        Note();
    }

    /// <summary>How it went since the last note.</summary>
    public TrainingNews News()
    {
        StepReport last = Trainer.Report;
        if (last.Step == 0 && Trainer.History.Count > 0)
            // taken up again, and no step made yet
            last = last with { Epoch = Trainer.History.Count, Rate = Trainer.History[^1].Rate };
        double? loss = _steps == 0 ? null : _loss / _steps,
            accuracy = _steps == 0 ? null : _accuracy / _steps;
        long images = (long)(Trainer.ImagesPerSecond * Trainer.Seconds + 0.5);
        return new(
            Steps,
            Trainer.TotalSteps,
            Math.Max(1, last.Epoch),
            images,
            loss,
            accuracy,
            last.Rate,
            Trainer.ImagesPerSecond,
            IsFinished,
            [.. Trainer.History.Skip(_epochs).Select(Epoch)],
            Problem
        );
    }

    private static EpochNews Epoch(EpochReport e) =>
        new(
            e.Epoch,
            e.Step,
            e.TrainingLoss,
            e.TrainingAccuracy,
            e.ValidationLoss,
            e.ValidationAccuracy,
            [.. e.GradientNorms]
        );
}
