using System.Text;

namespace GenNet.Terminal;

/// <summary>A column of a <see cref="TextTable"/>.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Width">Characters between its blanks; longer cells continue on a further line.</param>
/// <param name="IsRightAligned">Whether its cells end at the right.</param>
internal sealed record TextColumn(string Title, int Width, bool IsRightAligned = false);

/// <summary>A table with columns of fixed widths, drawn as Keras' <c>summary</c> draws it.</summary>
/// <param name="columns">Its columns.</param>
internal sealed class TextTable(IReadOnlyList<TextColumn> columns)
{
    private readonly StringBuilder _text = new();
    private bool _hasRows;

    /// <summary>Adds a row.</summary>
    /// <param name="cells">A text for each column.</param>
    public void AddRow(IReadOnlyList<string> cells)
    {
        if (!_hasRows)
        {
            Rule('┏', '━', '┳', '┓');
            Lines('┃', [.. columns.Select(static column => column.Title)]);
        }
        Rule(_hasRows ? '├' : '┡', _hasRows ? '─' : '━', _hasRows ? '┼' : '╇', _hasRows ? '┤' : '┩');
        Lines('│', cells);
        _hasRows = true;
    }

    /// <summary>The table with its lower edge.</summary>
    public override string ToString()
    {
        var length = _text.Length;
        Rule('└', '─', '┴', '┘');
        var table = _text.ToString();
        _text.Length = length;
        return table;
    }

    private void Rule(char left, char line, char cross, char right)
    {
        for (var i = 0; i < columns.Count; i++)
            _text.Append(i == 0 ? left : cross).Append(line, columns[i].Width + 2);
        _text.Append(right).Append('\n');
    }

    private void Lines(char edge, IReadOnlyList<string> cells)
    {
        var wrapped = cells.Select((cell, i) => TextWrap.Words(cell, columns[i].Width)).ToArray();
        for (var line = 0; line < wrapped.Max(static lines => lines.Count); line++)
        {
            for (var i = 0; i < columns.Count; i++)
            {
                var text = line < wrapped[i].Count ? wrapped[i][line] : "";
                _text.Append(edge).Append(' ').Append(columns[i].IsRightAligned ? text.PadLeft(columns[i].Width) : text.PadRight(columns[i].Width)).Append(' ');
            }
            _text.Append(edge).Append('\n');
        }
    }
}
