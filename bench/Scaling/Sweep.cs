using Limpid.Files;
using Limpid.Losses;
using Limpid.Optimizers;
using Limpid.Training;

namespace Scaling;

/// <summary>One thing that grows while all else stays: what it is, its sizes, and the training of each size.</summary>
/// <param name="Name">The file that its plot gets.</param>
/// <param name="What">The axis.</param>
/// <param name="Sizes">From small to large.</param>
/// <param name="Of">The architecture, the batch and the share of the training pictures of a size.</param>
internal sealed record Sweep(
    string Name,
    string What,
    IReadOnlyList<int> Sizes,
    Func<int, (string Architecture, int Batch, int Images)> Of
)
{
    private const int Batch = 128,
        Images = 60_000;

    /// <summary>THE TABLE of sweeps. To add one: one line here.</summary>
    public static IReadOnlyList<Sweep> All { get; } =
    [
        new("width", "neurons of the hidden layer", [4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048], n =>
            ($"28x28 dense{n} relu dense10 softmax", Batch, Images)
        ),
        new("depth", "hidden layers of 64", [1, 2, 3, 4, 6, 8, 12, 16], n =>
            ($"28x28 {string.Join(" ", Enumerable.Repeat("dense64 relu", n))} dense10 softmax", Batch, Images)
        ),
        new("batch", "images a batch", [1, 2, 5, 10, 32, 64, 128, 256, 512, 1024], n =>
            ("28x28 dense128 relu dense64 relu dense10 softmax", n, Images)
        ),
        new("images", "training images", [1_000, 2_000, 5_000, 10_000, 20_000, 40_000, 60_000], n =>
            ("28x28 dense128 relu dense64 relu dense10 softmax", Batch, n)
        ),
        new("filters", "filters of the two convolutions", [2, 4, 8, 16, 32, 64], n =>
            ($"28x28 conv{n}k5 relu pool2 conv{n}k5p0 relu pool2 dense10 softmax", Batch, Images)
        ),
    ];

    /// <summary>The recipe of a size: momentum, softmax and cross-entropy, nothing held out, no end.</summary>
    public Recipe Recipe(int size)
    {
        (string architecture, int batch, _) = Of(size);
        return new(
            "mnist",
            Notation.Parse(architecture),
            new SoftmaxCrossEntropy(),
            new Momentum(0.01),
            BatchSize: batch,
            Epochs: 100_000,
            Validation: 0
        );
    }
}
