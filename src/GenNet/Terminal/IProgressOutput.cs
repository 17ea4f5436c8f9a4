namespace GenNet.Terminal;

/// <summary>Where progress is written: to a terminal, whose last line can be drawn anew, or to a file or pipe that keeps every line.</summary>
internal interface IProgressOutput
{
    /// <summary>Whether the last line can be drawn anew.</summary>
    bool CanRedraw { get; }

    /// <summary>Draws the last line anew; for outputs that can.</summary>
    /// <param name="line">What it says now.</param>
    void Redraw(string line);

    /// <summary>Writes a line that stays, over the last one if that was drawn.</summary>
    /// <param name="line">What it says.</param>
    void WriteLine(string line);
}
