using Limpid.Kernels;
using Limpid.Numerics;

namespace Limpid.Augmentations;

/// <summary>Random displacements, one pair a pixel, made smooth by a Gaussian: G_σ(k) ∝ e^(−k²/2σ²) for |k| ≤ 3σ, along rows, then along columns.</summary>
internal sealed class DisplacementField
{
    private const double Reach = 3;                       // standard deviations
    private const float UnitOf24Bits = 1f / (1 << 23);    // of [−1, 1)

    private readonly int _height, _width;
    private readonly float[] _between;
    private float[] _noiseX = [], _noiseY = [], _taps = [], _strongTaps = [];
    private double _alpha, _sigma;

    public DisplacementField(int height, int width)
    {
        (_height, _width, Pitch) = (height, width, Smoothing.Pitch(width));
        (X, Y, _between) = (new float[height * Pitch], new float[height * Pitch], new float[height * Pitch]);
    }

    /// <summary>From one row of <see cref="X"/> or <see cref="Y"/> to the next.</summary>
    public int Pitch { get; }

    /// <summary>To the right, in pixels.</summary>
    public float[] X { get; }

    /// <summary>Downwards.</summary>
    public float[] Y { get; }

    public void Clear()
    {
        X.AsSpan().Clear();
        Y.AsSpan().Clear();
    }

    /// <summary>Adds α·(G_σ ∗ noise).</summary>
    public void Add(ref RandomStream random, double alpha, double sigma)
    {
        if (alpha != _alpha || sigma != _sigma) Prepare(alpha, sigma);
        int radius = _taps.Length / 2, pitch = Pitch + 2 * radius;
        for (int row = 0; row < _height; row++)
        {
            Span<float> x = _noiseX.AsSpan(row * pitch + radius, _width), y = _noiseY.AsSpan(row * pitch + radius, _width);
            for (int i = 0; i < x.Length; i++)
            {
                ulong bits = random.NextBits();
                x[i] = (int)(bits >> 40) * UnitOf24Bits - 1;
                y[i] = (int)(bits & 0xFFFFFF) * UnitOf24Bits - 1;
            }
        }
        Smoothing.AddSmoothed(_noiseX, _height, Pitch, _taps, _strongTaps, _between, X);
        Smoothing.AddSmoothed(_noiseY, _height, Pitch, _taps, _strongTaps, _between, Y);
    }

    private void Prepare(double alpha, double sigma)
    {
        int radius = (int)Math.Ceiling(Reach * sigma);
        double[] gaussian = [.. Enumerable.Range(-radius, 2 * radius + 1).Select(k => Elementary.Exp(-k * k / (2 * sigma * sigma)))];
        double sum = gaussian.Sum();
        _taps = [.. gaussian.Select(g => (float)(g / sum))];
        _strongTaps = [.. gaussian.Select(g => (float)(alpha * g / sum))];
        if (sigma != _sigma) (_noiseX, _noiseY) = (new float[_height * (Pitch + 2 * radius)], new float[_height * (Pitch + 2 * radius)]);
        (_alpha, _sigma) = (alpha, sigma);
    }
}
