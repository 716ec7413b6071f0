namespace Limpid.Server.Trainings;

/// <summary>How a training stands.</summary>
internal enum HostedTrainingState
{
    Running,
    Finished,
    Cancelled,
    Failed,
}

/// <summary>One event of a training.</summary>
/// <param name="Id">Counts from 1.</param>
/// <param name="Kind">progress, epoch or end.</param>
/// <param name="News">What is told.</param>
internal sealed record TrainingEvent(long Id, string Kind, TrainingStatus News);

/// <summary>How a training is going.</summary>
/// <param name="Id">Its name.</param>
/// <param name="State">running, finished, cancelled or failed.</param>
/// <param name="Step">Steps made.</param>
/// <param name="Steps">Steps of the whole training.</param>
/// <param name="Epoch">The epoch under way, from 1.</param>
/// <param name="Loss">Of the latest step.</param>
/// <param name="Accuracy">Of the latest step: the share of right answers in its batch.</param>
/// <param name="ValidationAccuracy">After the latest epoch.</param>
/// <param name="ImagesPerSecond">Training images over the time inside steps.</param>
/// <param name="TestAccuracy">The share of test digits that the finished network answers right.</param>
/// <param name="Problem">Why it failed.</param>
internal sealed record TrainingStatus(
    string Id,
    string State,
    long Step,
    long Steps,
    int Epoch,
    double? Loss,
    double? Accuracy,
    double? ValidationAccuracy,
    double ImagesPerSecond,
    double? TestAccuracy = null,
    string? Problem = null
);
