using Limpid.Data;
using Limpid.Evaluation;
using Limpid.Files;
using Limpid.Recognition;
using Limpid.Training;

namespace Limpid.Lab;

/// <summary>
/// What makes a trained network honest, as <c>limpid train</c> does it: a temperature under which its probabilities
/// mean what they say, and a rule by which it refuses what is
/// no digit. Both are fitted on the digits that validate. What the digit detector says of these is found once,
/// some at a time, for all trainings.
/// </summary>
/// <param name="workers">The threads.</param>
internal sealed class CalibrationFit(Workers workers)
{
    private const int Lot = 50; // digits between two looks at the clock
    private readonly List<double> _digitScores = [];
    private Network? _detector;
    private Dataset? _samples;
    private int[] _indices = [];

    /// <summary>Goes on for so many milliseconds.</summary>
    /// <param name="detector">That of any model of the same digits; null where none is known: then there is nothing to
    /// do.</param>
    /// <param name="data">What validates.</param>
    /// <param name="milliseconds">The lot under way is finished.</param>
    /// <returns>The share that is done.</returns>
    public double Work(Network? detector, TrainingData data, double milliseconds)
    {
        if (detector is null || data.Validation.Length == 0)
            return 1;
        if (!IsOf(detector, data))
        {
            (_detector, _samples, _indices) = (detector, data.Samples, data.Validation);
            _digitScores.Clear();
        }
        long begun = TimeProvider.System.GetTimestamp();
        while (
            _digitScores.Count < _indices.Length
            && TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds < milliseconds
        )
            _digitScores.AddRange(
                Rejection.DigitScores(
                    detector,
                    data.Samples,
                    _indices.AsMemory(_digitScores.Count, Math.Min(Lot, _indices.Length - _digitScores.Count)),
                    workers
                )
            );
        return (double)_digitScores.Count / _indices.Length;
    }

    /// <summary>A model with its temperature, and with its rule where <see cref="Work"/> is done.</summary>
    public Model Of(Model model, TrainingData data, Network? detector)
    {
        if (data.Validation.Length == 0)
            return model;
        Predictions answers = new Evaluator(model.Network, workers).Run(data.Samples, data.Validation);
        double temperature = Calibration.FitTemperature(answers);
        bool isDone = detector is not null && IsOf(detector, data) && _digitScores.Count == _indices.Length;
        return model with
        {
            Temperature = temperature,
            Rejection = isDone ? Rejection.Fit(answers, temperature, detector!, _digitScores) : null,
        };
    }

    private bool IsOf(Network detector, TrainingData data) =>
        _detector == detector && _samples == data.Samples && _indices.AsSpan().SequenceEqual(data.Validation);
}
