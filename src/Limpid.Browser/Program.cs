using System.Runtime.InteropServices.JavaScript;
using System.Runtime.Versioning;
using System.Text;
using Limpid.Lab;

[assembly: SupportedOSPlatform("browser")]

namespace Limpid.Browser;

/// <summary>
/// The engine in a Web Worker: a room of the lab, behind one call. A <see cref="LimpidException"/> becomes a JavaScript
/// error of the same words. Numbers cross as the
/// bytes of float32, little-endian.
/// </summary>
internal static partial class Program
{
    private const byte IsBytes = 0,
        IsText = 1;
    private static readonly LabSession Room = new(new Workers(1)); // one thread: a Worker has no more

    /// <summary>Answers one call.</summary>
    /// <param name="call">Its name: Desk.Look.</param>
    /// <param name="frame">Its arguments, as <see cref="Arguments"/> has them.</param>
    /// <returns>1 and a text in UTF-8, or 0 and bytes.</returns>
    [JSExport]
    internal static byte[] Call(string call, byte[] frame)
    {
        Reply reply = Room.Answer(call, frame);
        return reply.Text is { } text ? [IsText, .. Encoding.UTF8.GetBytes(text)] : [IsBytes, .. reply.Bytes!];
    }

    private static void Main()
    {
        // Nothing to do before the first call.
    }
}
