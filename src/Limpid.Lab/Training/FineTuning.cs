using Limpid.Augmentations;
using Limpid.Data;
using Limpid.Files;
using Limpid.Losses;
using Limpid.Numerics;
using Limpid.Optimizers;
using Limpid.Training;

namespace Limpid.Lab;

/// <summary>
/// Teaching a network somebody's own digits, so that it reads them and does not forget the others: the own ones come
/// several times each, a little turned and
/// shifted every time, among digits that it knows.
/// </summary>
internal static class FineTuning
{
    private const int Known = 20,
        Copies = 6,
        MostKnown = 6000,
        Batch = 32,
        Seed = 1; // known digits for each own one, and times that an own one comes

    /// <summary>The digits of a lesson.</summary>
    /// <param name="own">Somebody's digits.</param>
    /// <param name="known">Digits that networks learn from; null where there are none: then the own ones come
    /// alone.</param>
    public static Dataset Of(Dataset own, Dataset? known)
    {
        int[] chosen = known is null ? [] : Chosen(known.Count, Math.Min(MostKnown, Known * own.Count));
        var pixels = new MemoryStream();
        var labels = new List<byte>();
        for (int copy = 0; copy < Copies; copy++)
            Add(own, Enumerable.Range(0, own.Count));
        if (known is not null)
            Add(known, chosen);
        return new("own digits", own.Item, pixels.ToArray(), labels.ToArray(), own.ClassNames);

        void Add(Dataset set, IEnumerable<int> indices)
        {
            if (set.Item.Count != own.Item.Count)
                throw LimpidException.Mismatch(
                    $"Own digits have {own.Item.Count} pixels, but {set.Name} has {set.Item.Count}."
                );
            foreach (int i in indices)
            {
                pixels.Write(set.Picture(i));
                labels.Add(set.Labels[i]);
            }
        }
    }

    /// <summary>How a lesson is given: by the loss that the network was trained with, or one that fits it.</summary>
    public static Recipe Recipe(Model model, int epochs, double rate)
    {
        Architecture architecture = model.Network.Architecture;
        Loss loss = model.Recipe?.Loss
            ?? (new SoftmaxCrossEntropy().Fits(architecture.Last) ? new SoftmaxCrossEntropy() : new SquaredError());
        return new(
            "own digits",
            architecture,
            loss,
            new AdamW(rate),
            BatchSize: Batch,
            Epochs: epochs,
            Seed: Seed,
            Validation: 0,
            Keep: Keep.Last,
            StartedFrom: model.Network.Sha256(),
            Augmentations: [new Rotate(), new Shift(), new Scale()]
        );
    }

    private static int[] Chosen(int count, int wanted)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        RandomStream.Named(Seed, "lesson").Shuffle(order);
        return order[..Math.Min(wanted, count)];
    }
}
