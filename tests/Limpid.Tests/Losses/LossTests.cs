using Limpid.Files;
using Limpid.Layers;
using Limpid.Losses;
using Limpid.Numerics;
using Limpid.Tests.Reference;

namespace Limpid.Tests.Losses;

public class LossTests
{
    private sealed record Case(
        string Name,
        double? Smoothing,
        float[]? ClassWeights,
        double[][] At,
        double[][] Targets,
        double Value,
        double[][] Gradient
    );

    private sealed record Judgement(Case[] Cases);

    private static readonly Loss[] All =
    [
        new SquaredError(),
        new SigmoidCrossEntropy(),
        new SoftmaxCrossEntropy(),
        new SoftmaxCrossEntropy { LabelSmoothing = 0.1 },
        new SoftmaxCrossEntropy { ClassWeights = [0.5f, 1, 2, 0, 1] },
        new SigmoidCrossEntropy { LabelSmoothing = 0.2, ClassWeights = [0.5f, 1, 2, 0, 1] },
        new SquaredError { ClassWeights = [0.5f, 1, 2, 0, 1] },
    ];

    [Fact]
    public void Every_loss_is_listed_and_has_a_specimen()
    {
        TheList.HoldsEveryKind<Loss>();
        Assert.Equal(TheList.Names<Loss>().Count(), All.Select(l => l.GetType()).Distinct().Count());
    }

    [Fact]
    public void Losses_are_PyTorchs()
    {
        foreach (Case c in Golden.Read<Judgement>("losses.json").Cases)
        {
            Loss loss = c.Name switch
            {
                "squared-error" => new SquaredError(),
                "binary-cross-entropy" => new SigmoidCrossEntropy(),
                _ => new SoftmaxCrossEntropy(),
            };
            loss = loss with
            {
                LabelSmoothing = c.Smoothing ?? 0,
                ClassWeights = c.ClassWeights is { } w ? ImmutableSequence.Create<float>(w) : null,
            };
            int rows = c.At.Length,
                classes = c.At[0].Length;
            float[] scores = Floats(c.At),
                d = new float[scores.Length];
            double sum = loss.Measure(
                new(scores, rows, classes),
                new Targets(new Matrix(Floats(c.Targets), rows, classes)),
                1f / rows,
                new(d, rows, classes)
            );
            Assert.Equal(c.Value, sum / rows, 2e-6 * Math.Max(1, Math.Abs(c.Value)));
            Golden.Near([.. c.Gradient.SelectMany(r => r)], d, 1e-6, c.Name);
        }
    }

    [Fact]
    public void The_gradient_is_that_of_finite_differences()
    {
        foreach (Loss loss in All)
        {
            float[] scores = Draws.Normal(4 * 5, 1),
                d = new float[20];
            byte[] labels = [3, 0, 4, 2];
            double Objective() => loss.Measure(new(scores, 4, 5), new Targets(labels), 1, default);
            loss.Measure(new(scores, 4, 5), new Targets(labels), 1, new(d, 4, 5));
            for (int i = 0; i < scores.Length; i++)
            {
                float kept = scores[i];
                scores[i] = kept + 1e-2f;
                double above = Objective();
                scores[i] = kept - 1e-2f;
                double below = Objective();
                scores[i] = kept;
                Assert.Equal((above - below) / 2e-2, d[i], 1e-3);
            }
        }
    }

    [Theory, InlineData(1e4f), InlineData(-1e4f)]
    public void Cross_entropy_stays_finite_for_huge_scores(float huge)
    {
        foreach (Loss loss in new Loss[] { new SoftmaxCrossEntropy(), new SigmoidCrossEntropy() })
        {
            float[] scores = [huge, 0, -huge, 1, 2],
                d = new float[5];
            double value = loss.Measure(new(scores, 1, 5), new Targets([(byte)0]), 1, new(d, 1, 5));
            Assert.True(double.IsFinite(value));
            Assert.All(d, v => Assert.InRange(v, -1.001f, 1.001f));
        }
    }

    [Fact]
    public void A_hard_label_is_a_soft_one_with_all_mass_in_one_place()
    {
        foreach (Loss loss in All)
        {
            float[] scores = Draws.Normal(5, 2),
                soft = [0, 0, 1, 0, 0];
            Assert.Equal(
                loss.Measure(new(scores, 1, 5), new Targets([(byte)2]), 1, default),
                loss.Measure(new(scores, 1, 5), new Targets(new Matrix(soft, 1, 5)), 1, default)
            );
        }
    }

    [Fact]
    public void A_loss_comes_back_from_json() =>
        Assert.All(All, loss => Assert.Equal(loss, LimpidJson.Read<Loss>(LimpidJson.Write(loss), "test")));

    [Fact]
    public void A_loss_says_which_last_layers_it_fits()
    {
        Assert.True(new SquaredError().Fits(new Sigmoid()));
        Assert.False(new SigmoidCrossEntropy().Fits(new Softmax()));
        Assert.True(new SoftmaxCrossEntropy().Fuses(new Softmax()));
    }

    private static float[] Floats(double[][] rows) => [.. rows.SelectMany(r => r).Select(v => (float)v)];
}
