using System.Numerics;
using Limpid.Kernels;
using Limpid.Layers;
using Limpid.Numerics;

namespace Limpid.Tests.Reference;

/// <summary>
/// A convolution in plain loops, by its definition. In float it adds in the order that the bits law prescribes, in
/// double it is the judge of rounding.
/// Weights are [filter][channel of the group][line][column].
/// </summary>
internal sealed class NaiveConvolution<T>(Convolution spec, Shape input, Shape output)
    where T : IFloatingPointIeee754<T>
{
    private readonly int _channels = input.Channels / spec.Groups,
        _filters = spec.Filters / spec.Groups,
        _kernel = spec.Kernel;

    public T[] Forward(T[] w, T[] b, T[] x, int rows)
    {
        var y = new T[rows * output.Count];
        for (int at = 0; at < y.Length; at++)
        {
            (int row, int o, int i, int j) = Place(at, output);
            T sum = T.Zero;
            foreach ((int tap, int c, int h, int v) in Seen(o, i, j))
                sum = T.FusedMultiplyAdd(w[tap], x[Index(input, row, c, h, v)], sum);
            y[at] = sum + b[o];
        }
        return y;
    }

    /// <summary>dx: filter after filter, each with its taps in order.</summary>
    public T[] Back(T[] w, T[] dy, int rows)
    {
        var dx = new T[rows * input.Count];
        for (int at = 0; at < dx.Length; at++)
        {
            (int row, int c, int h, int v) = Place(at, input);
            int group = c / _channels;
            for (int o = group * _filters; o < (group + 1) * _filters; o++)
            for (int u = 0; u < _kernel; u++)
            for (int t = 0; t < _kernel; t++)
            {
                (int i, int outside) = Math.DivRem(h + spec.Margin - u, spec.Stride);
                (int j, int beside) = Math.DivRem(v + spec.Margin - t, spec.Stride);
                if (outside != 0 || beside != 0 || i < 0 || i >= output.Height || j < 0 || j >= output.Width)
                    continue;
                dx[at] = T.FusedMultiplyAdd(
                    w[((o * _channels + c % _channels) * _kernel + u) * _kernel + t],
                    dy[Index(output, row, o, i, j)],
                    dx[at]
                );
            }
        }
        return dx;
    }

    /// <summary>dw and db: the sum over a sample's pixels, line after line, then over the samples; where filters are
    /// few, over all samples in sixteen chains.</summary>
    public (T[] Dw, T[] Db) Gradients(T[] x, T[] dy, int rows)
    {
        if (DirectConvolution.SumsPlaces(_filters, output.Width, output.Height))
            return GradientsInChains(x, dy);
        (T[] dw, T[] db) = (new T[spec.Filters * _channels * _kernel * _kernel], new T[spec.Filters]);
        for (int row = 0; row < rows; row++)
        {
            (T[] ofRow, T[] bias) = (new T[dw.Length], new T[db.Length]);
            for (int at = row * output.Count; at < (row + 1) * output.Count; at++)
            {
                (_, int o, int i, int j) = Place(at, output);
                foreach ((int tap, int c, int h, int v) in Seen(o, i, j))
                    ofRow[tap] = T.FusedMultiplyAdd(x[Index(input, row, c, h, v)], dy[at], ofRow[tap]);
                bias[o] += dy[at];
            }
            for (int tap = 0; tap < dw.Length; tap++)
                dw[tap] += ofRow[tap];
            for (int o = 0; o < db.Length; o++)
                db[o] += bias[o];
        }
        return (dw, db);
    }

    /// <summary>Columns j with the same j mod 16 are one chain; then the halves of a sum's chains are added, and
    /// again.</summary>
    private (T[] Dw, T[] Db) GradientsInChains(T[] x, T[] dy)
    {
        const int Chains = 16;
        (T[] dw, T[] db) = (new T[spec.Filters * _channels * _kernel * _kernel * Chains], new T[spec.Filters * Chains]);
        for (int at = 0; at < dy.Length; at++)
        {
            (int row, int o, int i, int j) = Place(at, output);
            foreach ((int tap, int c, int h, int v) in Seen(o, i, j))
            {
                ref T chain = ref dw[tap * Chains + j % Chains];
                chain = T.FusedMultiplyAdd(x[Index(input, row, c, h, v)], dy[at], chain);
            }
            db[o * Chains + j % Chains] += dy[at];
        }
        return (Folded(dw), Folded(db));

        static T[] Folded(T[] chains)
        {
            for (int half = Chains / 2; half > 0; half /= 2)
            for (int at = 0; at < chains.Length; at++)
                if (at % Chains < half)
                    chains[at] += chains[at + half];
            return [.. chains.Where((_, at) => at % Chains == 0)];
        }
    }

    /// <summary>What filter o sees at place (i, j): its weights, and the pixels (c, h, v) that lie in the
    /// picture.</summary>
    private IEnumerable<(int Tap, int C, int H, int V)> Seen(int o, int i, int j)
    {
        int tap = o * _channels * _kernel * _kernel;
        for (int c = o / _filters * _channels; c < (o / _filters + 1) * _channels; c++)
        for (int u = 0; u < _kernel; u++)
        for (int t = 0; t < _kernel; t++, tap++)
            if (
                (i * spec.Stride + u - spec.Margin, j * spec.Stride + t - spec.Margin) is (>= 0, >= 0) and var (h, v)
                && h < input.Height
                && v < input.Width
            )
                yield return (tap, c, h, v);
    }

    private static int Index(Shape shape, int row, int c, int h, int v) =>
        ((row * shape.Channels + c) * shape.Height + h) * shape.Width + v;

    private static (int Row, int C, int H, int V) Place(int at, Shape shape) =>
        (
            at / shape.Count,
            at / (shape.Height * shape.Width) % shape.Channels,
            at / shape.Width % shape.Height,
            at % shape.Width
        );
}
