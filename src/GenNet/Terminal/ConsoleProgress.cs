namespace GenNet.Terminal;

/// <summary>Progress on the console; lines alone where standard output is redirected.</summary>
internal sealed class ConsoleProgress : IProgressOutput
{
    private int _drawn;

    public bool CanRedraw { get; } = !Console.IsOutputRedirected;

    // A line that fills the terminal would wrap, and could not be drawn over.
    private static int Width => Console.WindowWidth > 1 ? Console.WindowWidth - 1 : int.MaxValue;

    public void Redraw(string line)
    {
        var cut = TextWrap.Cut(line, Width);
        Write("\r" + cut.PadRight(_drawn));
        _drawn = cut.Length;
    }

    public void WriteLine(string line)
    {
        Write((_drawn > 0 ? "\r" : "") + line.PadRight(_drawn) + Environment.NewLine);
        _drawn = 0;
    }

    private static void Write(string text) => Console.Out.Write(PlainText.CanWrite(Console.Out.Encoding, text) ? text : PlainText.Ascii(text));
}
