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
        Desk = new(Digits, workers);
        Session = new(Digits, Desk, workers);
        Shelf = new(Digits, workers);
        WhatIf = new(Digits, Desk);
        GradientStep = new(Desk);
        Distances = new(Digits);
        Bending = new(Digits, Desk, workers);
        Peaks = new(Digits, Desk);
        Timing = new(Desk);
    }

    /// <summary>Digits to learn from, to test on, and drawn ones.</summary>
    public LabDigits Digits { get; }

    /// <summary>The network that is looked at.</summary>
    public ActiveModel Desk { get; }

    /// <summary>The training.</summary>
    public TrainingSession Session { get; }

    /// <summary>Models beside the desk's.</summary>
    public ComparisonModels Shelf { get; }

    /// <summary>Changes to the desk's network, and what they bring.</summary>
    public WhatIf WhatIf { get; }

    /// <summary>One step of learning, number by number.</summary>
    public GradientStep GradientStep { get; }

    /// <summary>How far digits are from each other.</summary>
    public Distances Distances { get; }

    /// <summary>What networks bear.</summary>
    public TransformRobustness Bending { get; }

    /// <summary>What maps see.</summary>
    public MaximalActivations Peaks { get; }

    /// <summary>How long a layer takes.</summary>
    public Timing Timing { get; }

    /// <summary>Answers one call of the page.</summary>
    /// <param name="call">One of <see cref="Calls.All"/>: <c>Desk.Look</c>.</param>
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
