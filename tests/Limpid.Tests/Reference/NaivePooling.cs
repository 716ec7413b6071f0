namespace Limpid.Tests.Reference;

/// <summary>Pooling of one plane in plain loops over windows, by the definition.</summary>
internal static class NaivePooling
{
    /// <summary>The places (h, w) of each window that lie in the plane, windows and places line after line.</summary>
    public static List<(int H, int W)[]> Windows(int height, int width, int size, int stride, int padding)
    {
        var windows = new List<(int, int)[]>();
        for (int top = -padding; top + size <= height + padding; top += stride)
        for (int left = -padding; left + size <= width + padding; left += stride)
            windows.Add([
                .. from h in Enumerable.Range(top, size)
                from w in Enumerable.Range(left, size)
                where h >= 0 && h < height && w >= 0 && w < width
                select (h, w),
            ]);
        return windows;
    }

    /// <summary>The largest number of each window, and dy at its first place.</summary>
    public static (float[] Y, float[,] Dx) Max(float[,] x, float[] dy, int size, int stride, int padding)
    {
        var (y, dx) = (new List<float>(), new float[x.GetLength(0), x.GetLength(1)]);
        foreach ((int H, int W)[] window in Windows(x.GetLength(0), x.GetLength(1), size, stride, padding))
        {
            (int h, int w) = window.MaxBy(at => x[at.H, at.W]);
            dx[h, w] += dy[y.Count];
            y.Add(x[h, w]);
        }
        return ([.. y], dx);
    }

    /// <summary>The mean of each window, padding counted as zeros, and dy spread evenly.</summary>
    public static (float[] Y, float[,] Dx) Average(float[,] x, float[] dy, int size, int stride, int padding)
    {
        var (y, dx) = (new List<float>(), new float[x.GetLength(0), x.GetLength(1)]);
        foreach ((int H, int W)[] window in Windows(x.GetLength(0), x.GetLength(1), size, stride, padding))
        {
            float sum = 0;
            foreach ((int h, int w) in window)
            {
                sum += x[h, w];
                dx[h, w] += dy[y.Count] / (size * size);
            }
            y.Add(sum / (size * size));
        }
        return ([.. y], dx);
    }
}
