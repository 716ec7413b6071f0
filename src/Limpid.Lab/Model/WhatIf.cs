using System.Text.Json;
using Limpid.Data;

namespace Limpid.Lab;

/// <summary>Changes to the network on the desk that go beyond one number, and what all test digits say to
/// them.</summary>
public sealed class WhatIf
{
    private readonly LabDigits _digits;
    private readonly ActiveModel _activeModel;

    internal WhatIf(LabDigits digits, ActiveModel activeModel) => (_digits, _activeModel) = (digits, activeModel);

    /// <summary>Holds the activation of a hidden neuron at 0, or lets it go.</summary>
    /// <returns>A <see cref="PictureReading"/>.</returns>
    public string SwitchOff(int column, int neuron) => ActiveModel.Text(_activeModel.Now.SwitchOff(column, neuron));

    /// <summary>Lets it go.</summary>
    /// <returns>A <see cref="PictureReading"/>.</returns>
    public string SwitchOn(int column, int neuron) => ActiveModel.Text(_activeModel.Now.SwitchOn(column, neuron));

    /// <summary>Adds noise to all weights; 0 takes it away.</summary>
    /// <returns>A <see cref="PictureReading"/>.</returns>
    public string Noise(double strength, int seed) =>
        double.IsFinite(strength) && strength >= 0
            ? ActiveModel.Text(_activeModel.Now.Noise(strength, (uint)seed))
            : throw LimpidException.Usage($"Noise has a strength of 0 or more, but {strength} came.");

    /// <summary>Goes on scoring the test digits for so many milliseconds.</summary>
    /// <returns>A <see cref="Rescore"/>.</returns>
    public string Score(double milliseconds)
    {
        Dataset digits = _digits.Of(LabDigits.Test);
        IncrementalEvaluation before = _activeModel.Now.ScoreUntouched(digits),
            now = _activeModel.Now.Score(digits);
        if (before.Stale > 0)
            before.Work(milliseconds);
        else
            now.Work(milliseconds);
        return JsonSerializer.Serialize(
            new Rescore(
                digits.Count,
                before.Stale + now.Stale,
                before.Stale,
                before.Right(),
                now.Right(),
                now.Milliseconds
            ),
            Messages.Default.Rescore
        );
    }

    /// <summary>Of each test digit: what was said before any change and how surely; what is said now and how
    /// surely.</summary>
    public byte[] Said()
    {
        Dataset digits = _digits.Of(LabDigits.Test);
        ReadOnlySpan<float> before = _activeModel.Now.ScoreUntouched(digits).Said,
            now = _activeModel.Now.Score(digits).Said;
        var said = new float[before.Length + now.Length];
        for (int i = 0; i < digits.Count; i++)
        {
            before
                .Slice(IncrementalEvaluation.Numbers * i, IncrementalEvaluation.Numbers)
                .CopyTo(said.AsSpan(2 * IncrementalEvaluation.Numbers * i));
            now.Slice(IncrementalEvaluation.Numbers * i, IncrementalEvaluation.Numbers)
                .CopyTo(said.AsSpan(2 * IncrementalEvaluation.Numbers * i + IncrementalEvaluation.Numbers));
        }
        return FloatBytes.Bytes(said);
    }
}
