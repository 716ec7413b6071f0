using Limpid.Data;
using Limpid.Evaluation;
using Limpid.Files;
using Limpid.Recognition;
using Limpid.Training;

namespace Limpid.Lab;

/// <summary>
/// What makes a trained network honest, as <c>limpid train</c> does it: a temperature under which its probabilities
/// mean what they say, and a rule by which it refuses what is
/// no digit. Both are fitted on the digits that validate. What the judge of non-digits says of these is found once,
/// some at a time, for all trainings.
/// </summary>
/// <param name="workers">The threads.</param>
internal sealed class Honesty(Workers workers)
{
    private const int Lot = 50; // digits between two looks at the clock
    private readonly List<double> _likeness = [];
    private Network? _judge;
    private Dataset? _samples;
    private int[] _indices = [];

    /// <summary>Goes on for so many milliseconds.</summary>
    /// <param name="judge">That of any model of the same digits; null where none is known: then there is nothing to
    /// do.</param>
    /// <param name="data">What validates.</param>
    /// <param name="milliseconds">The lot under way is finished.</param>
    /// <returns>The share that is done.</returns>
    public double Work(Network? judge, TrainingData data, double milliseconds)
    {
        if (judge is null || data.Validation.Length == 0)
            return 1;
        if (!IsOf(judge, data))
        {
            (_judge, _samples, _indices) = (judge, data.Samples, data.Validation);
            _likeness.Clear();
        }
        long begun = TimeProvider.System.GetTimestamp();
        while (
            _likeness.Count < _indices.Length
            && TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds < milliseconds
        )
            _likeness.AddRange(
                Rejection.Likeness(
                    judge,
                    data.Samples,
                    _indices.AsMemory(_likeness.Count, Math.Min(Lot, _indices.Length - _likeness.Count)),
                    workers
                )
            );
        return (double)_likeness.Count / _indices.Length;
    }

    /// <summary>A model with its temperature, and with its rule where <see cref="Work"/> is done.</summary>
    public Model Of(Model model, TrainingData data, Network? judge)
    {
        if (data.Validation.Length == 0)
            return model;
        Answers answers = new Evaluator(model.Network, workers).Run(data.Samples, data.Validation);
        double temperature = Calibration.FitTemperature(answers);
        bool isDone = judge is not null && IsOf(judge, data) && _likeness.Count == _indices.Length;
        return model with
        {
            Temperature = temperature,
            Rejection = isDone ? Rejection.Fit(answers, temperature, judge!, _likeness) : null,
        };
    }

    private bool IsOf(Network judge, TrainingData data) =>
        _judge == judge && _samples == data.Samples && _indices.AsSpan().SequenceEqual(data.Validation);
}
