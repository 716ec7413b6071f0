using Limpid.Numerics;

namespace Limpid.Training;

/// <summary>What one epoch brought.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Step">How many steps were made when it ended.</param>
/// <param name="TrainingLoss">Mean over its training samples, each measured before the step that learnt from
/// it.</param>
/// <param name="TrainingAccuracy">The same for the share of right answers.</param>
/// <param name="ValidationLoss">Mean over the validation samples after the epoch; missing without them.</param>
/// <param name="ValidationAccuracy">The same for the share of right answers.</param>
/// <param name="Rate">The learning rate of its last step.</param>
/// <param name="GradientNorms">‖∂L/∂values‖ at its last step, for each layer that learns, from the input on.</param>
/// <param name="ImagesPerSecond">Training images over the time inside steps.</param>
/// <param name="IsBest">Whether its weights are the best so far.</param>
public sealed record EpochReport(
    int Epoch,
    long Step,
    double TrainingLoss,
    double TrainingAccuracy,
    double? ValidationLoss,
    double? ValidationAccuracy,
    double Rate,
    ImmutableSequence<double> GradientNorms,
    double ImagesPerSecond,
    bool IsBest
);

/// <summary>What one step brought.</summary>
/// <param name="Step">From 1.</param>
/// <param name="Epoch">From 1.</param>
/// <param name="Loss">Mean over the batch, before the update.</param>
/// <param name="Accuracy">Share of right answers in the batch, before the update.</param>
/// <param name="Rate">The learning rate of the update.</param>
public readonly record struct StepReport(long Step, int Epoch, double Loss, double Accuracy, double Rate);

/// <summary>News from a training: its latest step and, where one has just ended, the epoch.</summary>
/// <param name="Step">The latest step.</param>
/// <param name="Epoch">The epoch that has just ended; missing in between.</param>
public readonly record struct TrainingReport(StepReport Step, EpochReport? Epoch);
