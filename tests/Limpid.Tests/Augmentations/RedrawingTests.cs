using Limpid.Augmentations;
using Limpid.Data;
using Limpid.Files;
using Limpid.Kernels;
using Limpid.Losses;
using Limpid.Numerics;
using Limpid.Tests.Reference;

namespace Limpid.Tests.Augmentations;

/// <summary>What changes drawn pictures, and what blends them.</summary>
public class RedrawingTests
{
    private const int Classes = 10;
    private static readonly Dataset Digits = SyntheticDigits.Draw(60, seed: 3);

    [Theory, InlineData(1f), InlineData(-1f), InlineData(0.3f), InlineData(-0.7f), InlineData(0f)]
    public void Thickening_is_its_naive_twin(float strength)
    {
        const int rows = 7,
            columns = 19;
        float[] x = [.. Draws.Normal(rows * columns, 1).Select(Math.Abs)],
            y = [.. x];
        Morphology.Thicken(y, rows, columns, strength, new float[Morphology.ScratchCount(rows, columns)]);
        for (int r = 0; r < rows; r++)
        for (int c = 0; c < columns; c++)
        {
            float[] cross = [At(r, c), At(r - 1, c), At(r + 1, c), At(r, c - 1), At(r, c + 1)];
            float m = strength < 0 ? cross.Min() : cross.Max();
            Assert.Equal(MathF.FusedMultiplyAdd(Math.Abs(strength), m - cross[0], cross[0]), y[r * columns + c]);
        }
        float At(int r, int c) => r is < 0 or >= rows || c is < 0 or >= columns ? 0 : x[r * columns + c];
    }

    [Fact]
    public void Strokes_grow_and_shrink_evenly()
    {
        double[] ink =
        [
            .. Enumerable
                .Range(0, 200)
                .Select(row => (double)Draw(new Thickness(1), 8, row).Sum() / Draw(new Thickness(0), 8, row).Sum()),
        ];
        Assert.InRange(ink.Min(), 0.2, 0.7);
        Assert.InRange(ink.Max(), 1.3, 2);
        Assert.Equal(Digits.Picture(8).ToArray().Select(b => b * (1f / 255)), Draw(new Thickness(0), 8, 1));
    }

    [Fact]
    public void A_rectangle_is_erased_as_often_and_as_widely_as_asked()
    {
        var erase = new Erase(0.3, Least: 0.1, Most: 0.25, Ratio: 2);
        float[] plain = Draw(new Erase(0), 0, 0);
        int erased = 0;
        for (int row = 0; row < 1000; row++)
        {
            int[] changed =
            [
                .. Draw(erase, 0, row).Select((v, i) => (v, i)).Where(p => p.v != plain[p.i]).Select(p => p.i),
            ];
            if (changed.Length == 0)
                continue;
            erased++;
            int height = changed.Max(i => i / 28) - changed.Min(i => i / 28) + 1,
                width = changed.Max(i => i % 28) - changed.Min(i => i % 28) + 1;
            Assert.InRange(height * width, 0.08 * 784, 0.28 * 784);
            Assert.InRange((double)height / width, 0.45, 2.2);
            Assert.Equal(height * width, changed.Length);
        }
        Assert.InRange(erased, 250, 350);
    }

    [
        Theory,
        InlineData("erase2", "Probability"),
        InlineData("erase0.5l0.3m0.2", "Most"),
        InlineData("erase0.5r0.5", "Ratio"),
        InlineData("mixup2", "Alpha"),
        InlineData("thickness17", "Pixels")
    ]
    public void What_cannot_be_meant_is_refused(string words, string member) =>
        TheList.Refuses(() => _ = new Augmenter(Notation.ParseAugmentations(words), Digits.Item), member);

    [Fact]
    public void Mixup_blends_pictures_and_targets_alike()
    {
        const int rows = 40;
        int[] indices = [.. Enumerable.Range(0, rows)];
        var augmenter = new Augmenter([new Mixup(1)], Digits.Item, rows, Classes);
        float[] x = new float[rows * Digits.Item.Count];
        var labels = new byte[rows];
        Matrix soft = augmenter.Fill(Digits, indices, (5, 64), new(x, rows, Digits.Item.Count), labels).Soft;
        int blended = 0;
        for (int row = 0; row < rows; row++)
        {
            Assert.Equal(1, soft[row].ToArray().Sum(), 1e-5f);
            Assert.Equal(Digits.Labels[row], labels[row]);
            float own = soft[row][labels[row]];
            if (own == 1)
                continue;
            blended++;
            int other = soft[row].ToArray().Index().Single(p => p.Item > 0 && p.Index != labels[row]).Index;
            float[] picture = x.AsSpan(row * 784, 784).ToArray();
            Assert.Contains(indices.Where(i => Digits.Labels[i] == other), i =>
                Near(picture, own, Digits.Picture(row), Digits.Picture(i))
            );
        }
        Assert.InRange(blended, rows / 2, rows);
    }

    [Fact]
    public void Mixups_share_is_spread_as_beta_says()
    {
        foreach (double alpha in new[] { 0.01, 0.2, 1 })
        {
            const int rows = 2000;
            var augmenter = new Augmenter([new Mixup(alpha)], new Shape(1), rows, 2);
            byte[] labels = [.. Enumerable.Range(0, rows).Select(i => (byte)(i % 2))];
            var two = new Dataset("two", new Shape(1), labels, labels, ["0", "1"]);
            float[] soft = augmenter
                .Fill(two, [.. Enumerable.Range(0, rows)], (1, 0), new(new float[rows], rows, 1), new byte[rows])
                .Soft.Span.ToArray();
            Assert.All(soft, share => Assert.InRange(share, 0f, 1f));
            if (alpha < 0.1)
                continue; // too near 0 and 1 to be told from unblended rows
            double[] shares =
            [
                .. Enumerable.Range(0, rows).Select(i => (double)soft[2 * i + i % 2]).Where(s => s is > 0 and < 1),
            ];
            Assert.Equal(0.5, shares.Average(), 0.05);
            Assert.Equal(1 / (4 * (2 * alpha + 1)), shares.Average(s => (s - 0.5) * (s - 0.5)), 0.015);
        }
    }

    [Fact]
    public void The_gradient_of_a_blended_target_is_that_of_finite_differences()
    {
        foreach (
            Loss loss in new Loss[]
            {
                new SoftmaxCrossEntropy(),
                new SoftmaxCrossEntropy { LabelSmoothing = 0.1 },
                new SigmoidCrossEntropy(),
                new SquaredError(),
            }
        )
        {
            const int rows = 6;
            var augmenter = new Augmenter([new Mixup(1)], Digits.Item, rows, Classes);
            float[] scores = Draws.Normal(rows * Classes, 1),
                d = new float[scores.Length],
                x = new float[rows * 784];
            double Objective(Matrix dScores) =>
                loss.Measure(
                    new(scores, rows, Classes),
                    augmenter.Fill(Digits, [0, 1, 2, 3, 4, 5], (1, 0), new(x, rows, 784), new byte[rows]),
                    1,
                    dScores
                );
            Objective(new(d, rows, Classes));
            for (int i = 0; i < scores.Length; i++)
            {
                float kept = scores[i];
                scores[i] = kept + 1e-2f;
                double above = Objective(default);
                scores[i] = kept - 1e-2f;
                double below = Objective(default);
                scores[i] = kept;
                Assert.Equal((above - below) / 2e-2, d[i], 1e-3);
            }
        }
    }

    private static bool Near(float[] picture, float own, ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        for (int i = 0; i < picture.Length; i++)
            if (Math.Abs(picture[i] - (own * one[i] + (1 - own) * other[i]) / 255) > 1e-5)
                return false;
        return true;
    }

    private static float[] Draw(Augmentation augmentation, int index, int row)
    {
        var y = new float[Digits.Item.Count];
        new Augmenter([augmentation], Digits.Item).Draw(Digits.Picture(index), 1, row, y);
        return y;
    }
}
