using Limpid.Layers;
using Limpid.Losses;
using Limpid.Numerics;
using Limpid.Optimizers;
using Limpid.Schedules;
using Limpid.Training;

namespace Limpid.Cli.Speed;

/// <summary>A network that speed is told by, as it is trained.</summary>
/// <param name="Name">A letter.</param>
/// <param name="Words">The network and the recipe, in a few words.</param>
/// <param name="Recipe">All of it.</param>
internal sealed record SpeedModel(string Name, string Words, Recipe Recipe)
{
    private static readonly Shape Picture = new(1, 28, 28);

    /// <summary>This is the one list of them.</summary>
    public static IReadOnlyList<SpeedModel> All { get; } =
    [
        new("a", "784-16-16-10 sigmoid, batch 10", Presets.All["video"].Recipe),
        new("b", "784-128-64-10 relu, batch 128", Plain([128, 64, 10])),
        new("c", "784-800-10 relu, batch 128", Plain([800, 10])),
        new(
            "d",
            "lenet, adam, batch 128",
            Presets.All["lenet"].Recipe with
            {
                Optimizer = new Adam(),
                Schedule = new Constant(),
            }
        ),
    ];

    private static Recipe Plain(int[] units) =>
        new(
            Data: "mnist",
            Architecture.Plain(Picture, units, new Relu(), new Softmax()),
            new SoftmaxCrossEntropy(),
            new Momentum(0.05),
            new Constant(),
            BatchSize: 128
        );
}
