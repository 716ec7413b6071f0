using Limpid.Numerics;

namespace Limpid.Data;

/// <summary>Which samples train and which validate: two sets of indices without a common one, together all of
/// them.</summary>
/// <param name="Training">Indices of the samples that are learnt from, in shuffled order.</param>
/// <param name="Validation">Indices of the samples that choose the best model and stop the training, in shuffled
/// order.</param>
public sealed record Split(ImmutableSequence<int> Training, ImmutableSequence<int> Validation)
{
    /// <summary>
    /// Shuffles 0 .. count − 1 by the seed's stream "split"; the last <paramref name="validation"/> of them validate.
    /// Pure: the same
    /// three numbers give the same split on every machine.
    /// </summary>
    /// <param name="count">How many samples there are.</param>
    /// <param name="validation">How many of them validate, from 0 to count − 1.</param>
    /// <param name="seed">The training's seed.</param>
    /// <exception cref="LimpidException"><see cref="Fault.Usage"/>: nothing would be left to train on.</exception>
    public static Split LastOfShuffle(int count, int validation, ulong seed)
    {
        if (validation < 0 || validation >= count)
            throw LimpidException.Usage(
                $"Validation samples: expected from 0 to {Math.Max(0, count - 1)}, so that at least one of "
                    + $"the {count} samples is left to train on, but got {validation}."
            );
        int[] order = new int[count];
        for (int i = 0; i < count; i++)
            order[i] = i;
        RandomStream.Named(seed, "split").Shuffle(order);
        return new(new(order[..(count - validation)]), new(order[(count - validation)..]));
    }
}
