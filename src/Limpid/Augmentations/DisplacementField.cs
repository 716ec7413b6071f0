using Limpid.Kernels;
using Limpid.Numerics;

namespace Limpid.Augmentations;

/// <summary>
/// Random displacements, one pair a pixel, smooth as noise under a Gaussian: d = α·B·n·Bᵀ along each axis, with n
/// uniform in [−1, 1) on a grid of nodes h apart, in the
/// middle of as many equal cells, and B[r, j] = √h·G_σ(r − pⱼ), where G_σ(k) ∝ e^(−k²/2σ²) sums to 1 over whole k.
/// Nodes are never further apart than ¾σ: then
/// all covariances of the displacements lie within 1 % of the variance of those that noise in every pixel gives; where
/// a pixel is that far, n is that noise.
/// </summary>
internal sealed class DisplacementField
{
    private const double Spacing = 0.75; // σ, the most
    private const float UnitOf24Bits = 1f / (1 << 23); // of [−1, 1)

    private readonly int _height,
        _width;
    private readonly float[] _noise,
        _across,
        _down,
        _between,
        _smooth;
    private int _rows,
        _columns;
    private double _alpha,
        _sigma;

    public DisplacementField(int height, int width)
    {
        (_height, _width) = (height, width);
        (_noise, _between) = (new float[2 * height * width], new float[2 * height * width]);
        (_across, _down) = (new float[width * width], new float[height * height]);
        (X, Y, _smooth) = (new float[height * width], new float[height * width], new float[height * width]);
    }

    /// <summary>To the right, in pixels: height × width.</summary>
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
        if (alpha != _alpha || sigma != _sigma)
            Prepare(alpha, sigma);
        int nodes = _rows * _columns;
        Span<float> x = _noise.AsSpan(0, nodes),
            y = _noise.AsSpan(nodes, nodes);
        for (int i = 0; i < nodes; i++)
        {
            ulong bits = random.NextBits();
            x[i] = (int)(bits >> 40) * UnitOf24Bits - 1;
            y[i] = (int)(bits & 0xFFFFFF) * UnitOf24Bits - 1;
        }
        Product.Run(_noise, _columns, 1, new(_across, _columns, _width), [], new(_between, 2 * _rows, _width));
        AddDown(_between, X);
        AddDown(_between.AsSpan(_rows * _width), Y);
    }

    private void AddDown(Span<float> between, float[] displacements)
    {
        Product.Run(_down, _rows, 1, new(between, _rows, _width), [], new(_smooth, _height, _width));
        Elementwise.Map(default(Plus), displacements, _smooth, displacements);
    }

    private void Prepare(double alpha, double sigma)
    {
        (_columns, _rows, _alpha, _sigma) = (Nodes(_width, sigma), Nodes(_height, sigma), alpha, sigma);
        double sum = Bell(0, sigma);
        for (double k = 1, bell; (bell = Bell(k, sigma)) > 0; k++)
            sum += 2 * bell;
        for (int j = 0; j < _columns; j++)
        for (int c = 0; c < _width; c++)
            _across[j * _width + c] = (float)(Reach(c, j, (double)_width / _columns, sigma) / sum);
        for (int r = 0; r < _height; r++)
        for (int j = 0; j < _rows; j++)
            _down[r * _rows + j] = (float)(alpha * Reach(r, j, (double)_height / _rows, sigma) / sum);
    }

    private static int Nodes(int pixels, double sigma) =>
        (int)Math.Min(pixels, Math.Ceiling(pixels / (Spacing * sigma)));

    /// <summary>√h·e^(−(r − pⱼ)²/2σ²).</summary>
    private static double Reach(int pixel, int node, double h, double sigma) =>
        Math.Sqrt(h) * Bell(pixel - ((node + 0.5) * h - 0.5), sigma);

    private static double Bell(double distance, double sigma) =>
        Elementary.Exp(-distance * distance / (2 * sigma * sigma));
}
