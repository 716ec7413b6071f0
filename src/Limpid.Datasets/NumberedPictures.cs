using Limpid.Data;
using Limpid.Numerics;

namespace Limpid.Datasets;

/// <summary>Pictures whose classes have numbers but no names yet.</summary>
internal sealed record NumberedPictures(Shape Item, ReadOnlyMemory<byte> Pixels, ReadOnlyMemory<byte> Labels)
{
    private const int FewestClasses = 2;

    /// <summary>Names the classes 0, 1, 2, ... up to the largest label of both parts.</summary>
    public static DatasetPair Pair(string name, NumberedPictures training, NumberedPictures? test)
    {
        if (test is not null && test.Item != training.Item)
            throw LimpidException.Mismatch(
                $"{name}: the training pictures are {training.Item}, but the test pictures are {test.Item}. "
                    + "Bring them to one size."
            );
        int classes = Math.Max(FewestClasses, Math.Max(training.LargestLabel, test?.LargestLabel ?? 0) + 1);
        ImmutableSequence<string> names = ImmutableSequence.From(
            Enumerable.Range(0, classes).Select(label => $"{label}")
        );
        return new(training.Named(name, names), test?.Named($"{name} test", names));
    }

    private int LargestLabel
    {
        get
        {
            int largest = 0;
            foreach (byte label in Labels.Span)
                largest = Math.Max(largest, label);
            return largest;
        }
    }

    private Dataset Named(string name, ImmutableSequence<string> names) => new(name, Item, Pixels, Labels, names);
}
