using ScottPlot;

namespace Limpid.Runs.Reports;

/// <summary>A picture of a report.</summary>
/// <param name="Name">Its file's name, without the ending.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Caption">How to read it.</param>
/// <param name="Png">The picture.</param>
internal sealed record Figure(string Name, string Title, string Caption, byte[] Png)
{
    /// <summary>Blue and orange, told apart by colour-blind eyes too (Okabe and Ito 2008).</summary>
    public static readonly Color Blue = Color.FromHex("#0072B2"),
        Orange = Color.FromHex("#D55E00"),
        Gray = Color.FromHex("#777777");

    private const int Sharpness = 2; // pixels of the file a pixel of the page

    /// <summary>Draws a plot at a size in pixels of the page.</summary>
    public static byte[] Draw(Plot plot, int width, int height)
    {
        plot.ScaleFactor = Sharpness;
        return plot.GetImageBytes(width * Sharpness, height * Sharpness, ImageFormat.Png);
    }
}
