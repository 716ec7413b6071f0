using Limpid.Data;

namespace Limpid.Lab;

/// <summary>All that one page works with. Each host has rooms: the browser's Worker one, the server one a page. Not for
/// two calls at a time.</summary>
public sealed class LabSession
{
    /// <summary>Furnishes a room.</summary>
    /// <param name="workers">The threads; whoever made them ends them.</param>
    /// <param name="atHand">The host's own sets of digits, by name; null where it has none of that name.</param>
    public LabSession(Workers workers, Func<string, Dataset?>? atHand = null)
    {
        Digits = new(atHand ?? (_ => null));
        ActiveModel = new(Digits, workers);
        TrainingSession = new(Digits, ActiveModel, workers);
        ComparisonModels = new(Digits, workers);
        WhatIf = new(Digits, ActiveModel);
        GradientStep = new(ActiveModel);
        Distances = new(Digits);
        TransformRobustness = new(Digits, ActiveModel, workers);
        MaximalActivations = new(Digits, ActiveModel);
        Timing = new(ActiveModel);
    }

    /// <summary>Digits to learn from, to test on, and drawn ones.</summary>
    public LabDigits Digits { get; }

    /// <summary>The network that is looked at.</summary>
    public ActiveModel ActiveModel { get; }

    /// <summary>The training.</summary>
    public TrainingSession TrainingSession { get; }

    /// <summary>Models beside the desk's.</summary>
    public ComparisonModels ComparisonModels { get; }

    /// <summary>Changes to the desk's network, and what they bring.</summary>
    public WhatIf WhatIf { get; }

    /// <summary>One step of learning, number by number.</summary>
    public GradientStep GradientStep { get; }

    /// <summary>How far digits are from each other.</summary>
    public Distances Distances { get; }

    /// <summary>What networks bear.</summary>
    public TransformRobustness TransformRobustness { get; }

    /// <summary>What maps see.</summary>
    public MaximalActivations MaximalActivations { get; }

    /// <summary>How long a layer takes.</summary>
    public Timing Timing { get; }

    /// <summary>Answers one call of the page.</summary>
    /// <param name="call">One of <see cref="Calls.All"/>: <c>ActiveModel.Look</c>.</param>
    /// <param name="frame">Its arguments: see <see cref="Arguments"/>.</param>
    /// <exception cref="LimpidException">There is no such call, or it went wrong: in words for people.</exception>
    public Reply Answer(string call, byte[] frame) =>
        Calls.All.TryGetValue(call, out Func<LabSession, Arguments, Reply>? answer)
            ? answer(this, Arguments.Read(call, frame))
            : throw new LimpidException(
                Fault.NotFound,
                $"There is no call {call}. Page and engine are of different versions: reload the page."
            );
}
