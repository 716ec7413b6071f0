using System.Text.Json.Serialization;
using Limpid.Numerics;

namespace Limpid.Training;

/// <summary>How far a training has come.</summary>
public sealed record TrainingProgress
{
    /// <summary>Steps made.</summary>
    [JsonInclude]
    public long Step { get; internal set; }

    /// <summary>The epoch under way, from 0.</summary>
    [JsonInclude]
    public int Epoch { get; internal set; }

    /// <summary>Training samples taken in it.</summary>
    [JsonInclude]
    public int Position { get; internal set; }

    /// <summary>The sum of their losses.</summary>
    [JsonInclude]
    public double LossSum { get; internal set; }

    /// <summary>How many of them were answered right.</summary>
    [JsonInclude]
    public int Correct { get; internal set; }

    /// <summary>Whether patience has run out.</summary>
    [JsonInclude]
    public bool Stopped { get; internal set; }

    /// <summary>The learning rate of the last step.</summary>
    [JsonInclude]
    public double Rate { get; internal set; }

    /// <summary>Seconds inside all steps.</summary>
    [JsonInclude]
    public double Seconds { get; internal set; }

    /// <summary>Seconds inside the steps of the epochs before this one.</summary>
    [JsonInclude]
    public double EpochSeconds { get; internal set; }

    /// <summary>The finished epochs.</summary>
    public required ImmutableSequence<EpochReport> History { get; init; }

    internal void Advance(int rows, double loss, int correct, double rate, double seconds)
    {
        Step++;
        Position += rows;
        LossSum += loss;
        Correct += correct;
        Rate = rate;
        Seconds += seconds;
    }

    internal void EndEpoch(bool stopped)
    {
        Epoch++;
        (Position, LossSum, Correct, Stopped, EpochSeconds) = (0, 0, 0, stopped, Seconds);
    }
}
