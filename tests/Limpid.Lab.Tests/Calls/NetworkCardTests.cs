using Limpid.Files;
using Limpid.Layers;
using Limpid.Numerics;

namespace Limpid.Lab.Tests;

/// <summary>Which networks the page may call plain: those whose formula and slopes it knows.</summary>
public sealed class NetworkCardTests
{
    public static TheoryData<string, bool> Networks =>
        new()
        {
            { "784-16-16-10", true },
            { "784-16-10 relu", true },
            { "784-16-10 tanh", true },
            { "784-16-10 gelu", false },
            { "784-16-10 leaky-relu", false },
            { "784-16-10 batch-norm", false },
            { "784-16-10 layer-norm", false },
        };

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_network_is_plain_where_the_page_knows_its_activations(string name, bool isPlain)
    {
        NetworkCard card = NetworkCards.Of(
            new() { Network = new(Named(name)), ClassNames = [.. "0123456789".Select(c => $"{c}")] }
        );
        Assert.Equal(isPlain, card.Columns.All(column => column.IsPlain));
        Assert.All(card.Columns, column => Assert.Equal("dense", column.Kind));
    }

    private static Architecture Named(string name) =>
        name.Split(' ') switch
        {
            [_, "relu"] => With(new Relu()),
            [_, "tanh"] => With(new Tanh()),
            [_, "gelu"] => With(new Gelu()),
            [_, "leaky-relu"] => With(new LeakyRelu()),
            [_, "batch-norm"] => With(new BatchNorm(), new Sigmoid()),
            [_, "layer-norm"] => With(new LayerNorm(), new Sigmoid()),
            _ => Architecture.Plain(new Shape(1, 28, 28), [16, 16, 10], new Sigmoid(), new Sigmoid()),
        };

    private static Architecture With(params LayerSpec[] after) =>
        new(new Shape(1, 28, 28), new Sequential([new Dense(16), .. after, new Dense(10), new Softmax()]));
}
