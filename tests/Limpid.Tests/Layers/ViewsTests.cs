using Limpid.Layers;
using Limpid.Numerics;
using Limpid.Tests.Reference;

namespace Limpid.Tests.Layers;

public class ViewsTests
{
    private const int Side = 6;
    private static readonly Architecture Plain = new(
        new Shape(1, Side, Side),
        new Sequential([new Convolution(2, 3, Padding: 0), new Relu(), new Dense(3), new Softmax()])
    );

    [Fact]
    public void One_view_is_the_network_itself_to_the_bit()
    {
        var network = new Network(Plain, 1);
        float[] picture = Draws.Normal(Side * Side, 1);
        Assert.Equal(Scores(network, picture), Scores(network.Seen(1), picture));
    }

    [Fact]
    public void The_answer_is_the_mean_of_those_to_the_shifted_pictures()
    {
        var network = new Network(Plain, 2);
        float[] picture = Draws.Normal(Side * Side, 2),
            mean = new float[3];
        foreach ((int across, int down) in (ReadOnlySpan<(int, int)>)[(0, 0), (1, 0), (-1, 0), (0, 1), (0, -1)])
        {
            float[] scores = Scores(network, Shifted(picture, across, down));
            for (int k = 0; k < mean.Length; k++)
                mean[k] += scores[k] / 5;
        }
        float[] seen = Scores(network.Seen(5), picture);
        for (int k = 0; k < mean.Length; k++)
            Assert.Equal(mean[k], seen[k], 1e-5f);
    }

    [Fact]
    public void The_weights_are_those_of_the_network()
    {
        var network = new Network(Plain, 3);
        Assert.Equal(network.Sha256(), network.Seen(9).Sha256());
        Assert.Equal(network.ParameterCount, network.Seen(9).ParameterCount);
    }

    [Fact]
    public void A_network_that_ends_in_no_output_function_is_refused() =>
        Assert.Equal(
            Fault.Mismatch,
            Assert
                .Throws<LimpidException>(() =>
                    new Network(new(new Shape(4), new Sequential([new Relu(), new Dense(3)])), 1).Seen(5)
                )
                .Fault
        );

    private static float[] Scores(Network network, float[] picture)
    {
        var workspace = new Workspace(network, 1);
        picture.CopyTo(workspace.Input(1).Span);
        return workspace.Forward(Pass.Inference, to: network.Body.Layers.Length - 1).Span.ToArray();
    }

    private static float[] Shifted(float[] picture, int across, int down) =>
        [
            .. Enumerable
                .Range(0, picture.Length)
                .Select(i =>
                    (i % Side - across, i / Side - down) is (>= 0 and < Side, >= 0 and < Side) and var (x, y)
                        ? picture[y * Side + x]
                        : 0
                ),
        ];
}
