using Limpid.Numerics;

namespace Limpid.Datasets;

/// <summary>Fashion-MNIST: pictures of clothes in MNIST's own shape and size (Xiao, Rasul and Vollgraf 2017,
/// arXiv:1708.07747).</summary>
public sealed record FashionMnist : PublishedDataset
{
    /// <inheritdoc/>
    public override string Name => "fashion-mnist";

    /// <inheritdoc/>
    public override string Description => "Zalando's pictures of clothes, 28x28 grey: as large as MNIST, and harder.";

    /// <inheritdoc/>
    public override string Licence => "MIT, copyright 2017 Zalando SE.";

    /// <inheritdoc/>
    public override ImmutableSequence<string> ClassNames =>
        ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    /// <inheritdoc/>
    public override FileSet Files { get; } =
        new(
            TrainingPictures: new(
                "train-images-idx3-ubyte",
                47_040_016,
                "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"
            ),
            TrainingLabels: new(
                "train-labels-idx1-ubyte",
                60_008,
                "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"
            ),
            TestPictures: new(
                "t10k-images-idx3-ubyte",
                7_840_016,
                "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"
            ),
            TestLabels: new(
                "t10k-labels-idx1-ubyte",
                10_008,
                "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"
            )
        );

    /// <inheritdoc/>
    public override ImmutableSequence<string> Mirrors =>
        ["http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"];

    /// <summary>Where Debian's package dataset-fashion-mnist puts the files.</summary>
    public override ImmutableSequence<string> KnownFolders => ["/usr/share/datasets/fashion-mnist"];

    /// <inheritdoc/>
    public override string? DebianPackage => "dataset-fashion-mnist";
}
