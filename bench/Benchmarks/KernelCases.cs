using Limpid.Kernels;
using Limpid.Layers;
using Limpid.Numerics;
using Limpid.Optimizers;

namespace Benchmarks;

/// <summary>THE TABLE of kernels. To add one: one line here.</summary>
internal static class KernelCases
{
    private const int Float = sizeof(float),
        Batch = 128,
        Pixels = 784;
    private const double Ink = 0.19; // the share of an MNIST picture that is not zero

    public static IReadOnlyList<KernelCase> All { get; } =
    [
        Multiply(10, Pixels, 16),
        Multiply(Batch, Pixels, 16),
        Multiply(Batch, Pixels, 128),
        Multiply(Batch, Pixels, 800),
        Multiply(1, Pixels, 800),
        Multiply(512, 512, 512),
        Gradient(Batch, Pixels, 16),
        Gradient(Batch, Pixels, 128),
        Gradient(Batch, Pixels, 800),
        Find(Batch, 16),
        Find(Batch, 128),
        SparseMultiply(Batch, 16),
        SparseMultiply(Batch, 128),
        SparseMultiply(Batch, 800),
        SparseGradient(Batch, 16),
        SparseGradient(Batch, 128),
        SparseGradient(Batch, 800),
        .. Layer(
            "convolution 5x5 1→6 of 28x28",
            new Convolution(6, 5, Padding: 2),
            new(1, 28, 28),
            flop: 2.0 * 25 * 6 * 784
        ),
        .. Layer(
            "convolution 5x5 6→16 of 14x14",
            new Convolution(16, 5, Padding: 0),
            new(6, 14, 14),
            flop: 2.0 * 150 * 16 * 100
        ),
        Layer(
            "convolution 5x5 6→16 of 14x14, sparse dy",
            new Convolution(16, 5, Padding: 0),
            new(6, 14, 14),
            flop: 2.0 * 150 * 16 * 100,
            Sparse(Batch * 16 * 100)
        )[1],
        .. Layer("maximum of 2x2, 6 of 28x28", new MaxPool(2), new(6, 28, 28)),
        .. Layer("maximum of 2x2, 16 of 10x10", new MaxPool(2), new(16, 10, 10)),
        .. Layer("relu 800", new Relu(), new(800)),
        .. Layer("sigmoid 800", new Sigmoid(), new(800)),
        .. Layer("tanh 800", new Tanh(), new(800)),
        .. Layer("softmax 10", new Softmax(), new(10)),
        Update(new Sgd(), 2),
        Update(new Momentum(), 4),
        Update(new Adam(), 12),
        Update(new AdamW(), 13),
        ToUnit(),
        Transpose(128, Pixels),
        SumOfRows(Batch, 800),
    ];

    /// <summary>c = a·b, as forward passes have it.</summary>
    private static KernelCase Multiply(int rows, int inner, int columns)
    {
        Aligned a = Numbers(rows * inner),
            b = Numbers(inner * columns),
            c = new Aligned(rows * columns),
            start = Numbers(columns);
        return new($"product {rows}x{inner}x{columns}", 2.0 * rows * inner * columns, Size(a, b, c), () =>
            Product.Run(a, inner, 1, new(b, inner, columns), start, new(c, rows, columns))
        );
    }

    /// <summary>dw = xᵀ·dy.</summary>
    private static KernelCase Gradient(int rows, int inputs, int units)
    {
        Aligned x = Numbers(rows * inputs),
            dy = Numbers(rows * units),
            dw = new Aligned(inputs * units);
        return new($"product of the turned {inputs}x{rows}x{units}", 2.0 * rows * inputs * units, Size(x, dy, dw), () =>
            Product.Run(x, 1, inputs, new(dy, rows, units), [], new(dw, inputs, units))
        );
    }

    private static KernelCase Find(int rows, int units)
    {
        Aligned x = Sparse(rows * Pixels);
        int[] found = new int[SparseRows.Size(rows, Pixels)];
        return new($"sparse rows, find {rows}x{Pixels} for {units}", 0, Size(x), () =>
            SparseRows.Find(new(x, rows, Pixels), units, found)
        );
    }

    /// <summary>Counted are the operations that are done: two for each number that is not zero and each unit.</summary>
    private static KernelCase SparseMultiply(int rows, int units)
    {
        (Aligned x, int[] found, double flop) = Found(rows, units);
        Aligned w = Numbers(Pixels * units),
            start = Numbers(units),
            y = new Aligned(rows * units);
        return new($"sparse rows, product {rows}x{Pixels}x{units}", flop, Size(w, y), () =>
            SparseRows.Multiply(new(x, rows, Pixels), found, new(w, Pixels, units), start, new(y, rows, units))
        );
    }

    private static KernelCase SparseGradient(int rows, int units)
    {
        (Aligned x, int[] found, double flop) = Found(rows, units);
        Aligned dy = Numbers(rows * units),
            dw = new Aligned(Pixels * units);
        return new($"sparse rows, gradient {Pixels}x{rows}x{units}", flop, Size(dy, dw), () =>
            SparseRows.Gradient(new(x, rows, Pixels), found, new(dy, rows, units), new(dw, Pixels, units))
        );
    }

    private static (Aligned X, int[] Found, double Flop) Found(int rows, int units)
    {
        Aligned x = Sparse(rows * Pixels);
        int[] found = new int[SparseRows.Size(rows, Pixels)];
        SparseRows.Find(new(x, rows, Pixels), units, found);
        return (x, found, 2.0 * units * (rows * Pixels - x.Span.Count(0f)));
    }

    /// <summary>A layer over a batch, forward and backward.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="spec">The layer.</param>
    /// <param name="input">The shape of a sample.</param>
    /// <param name="flop">Operations of a sample forward; backward there are twice as many, of what is not zero in
    /// dy.</param>
    /// <param name="derivative">dy; numbers without a zero among them where missing.</param>
    private static KernelCase[] Layer(
        string name,
        LayerSpec spec,
        Shape input,
        double flop = 0,
        Aligned? derivative = null
    )
    {
        Layer layer = spec.Build(input);
        int inputs = layer.Input.Count,
            outputs = layer.Output.Count,
            own = layer.Parameters.Sum(parameter => parameter.Count);
        Aligned values = Numbers(own),
            gradients = new Aligned(own),
            x = Numbers(Batch * inputs),
            y = new Aligned(Batch * outputs),
            dy = derivative ?? Numbers(Batch * outputs),
            dx = new Aligned(Batch * inputs),
            scratch = new Aligned(layer.Scratch(Batch));
        double share = 1 - (double)dy.Span.Count(0f) / dy.Length;
        Forward();
        return
        [
            new($"{name}, forward", Batch * flop, Size(x, y), Forward),
            new($"{name}, backward", 2 * Batch * flop * share, Size(x, y, dy, dx), Backward),
        ];

        void Forward() => layer.Forward(values, new(x, Batch, inputs), new(y, Batch, outputs), scratch, Pass.Inference);
        void Backward() =>
            layer.Backward(
                new Flow
                {
                    Values = values,
                    X = new(x, Batch, inputs),
                    Y = new(y, Batch, outputs),
                    DY = new(dy, Batch, outputs),
                    DX = new(dx, Batch, inputs),
                    Gradients = gradients,
                    Scratch = scratch,
                    Pass = Pass.Inference,
                }
            );
    }

    private static KernelCase Update(Optimizer optimizer, double flopAValue)
    {
        const int count = 109_386; // the values of 784-128-64-10
        Aligned w = Numbers(count),
            g = Numbers(count),
            first = new Aligned(optimizer.Slots > 0 ? count : 0),
            second = new Aligned(optimizer.Slots > 1 ? count : 0);
        return new(
            $"update {optimizer.GetType().Name} {count}",
            flopAValue * count,
            Size(w, w, g, first, first, second, second),
            () => optimizer.Update(w, g, first, second, new(1, 1e-6, 0))
        );
    }

    private static KernelCase ToUnit()
    {
        byte[] pixels = [.. Sparse(Batch * Pixels).Span.ToArray().Select(value => (byte)(255 * value))];
        var x = new Aligned(pixels.Length);
        return new($"bytes to floats {Batch}x{Pixels}", 0, pixels.Length + Size(x), () => Bytes.ToUnit(pixels, x));
    }

    private static KernelCase Transpose(int rows, int columns)
    {
        Aligned m = Numbers(rows * columns),
            t = new Aligned(m.Length);
        return new($"transpose {rows}x{columns}", 0, Size(m, t), () =>
            Reductions.Transpose(new Matrix(m, rows, columns), new Matrix(t, columns, rows))
        );
    }

    private static KernelCase SumOfRows(int rows, int columns)
    {
        Aligned y = Numbers(rows * columns),
            s = new Aligned(columns);
        return new($"sum of rows {rows}x{columns}", rows * columns, Size(y), () =>
            Reductions.Rows(new(y, rows, columns), s)
        );
    }

    private static double Size(params Aligned[] arrays) => arrays.Sum(array => (double)array.Length) * Float;

    private static Aligned Numbers(int count)
    {
        RandomStream random = RandomStream.Named(1, "numbers");
        var numbers = new Aligned(count);
        foreach (ref float number in numbers.Span)
            number = (float)random.NextNormal();
        return numbers;
    }

    private static Aligned Sparse(int count)
    {
        RandomStream random = RandomStream.Named(1, "ink");
        var numbers = new Aligned(count);
        foreach (ref float number in numbers.Span)
            number = random.NextDouble() < Ink ? (float)random.NextDouble() : 0;
        return numbers;
    }
}
