using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>Reads what layers take, and checks that it exists and that no layer waits for itself.</summary>
internal sealed class ReferenceChecker
{
    private readonly List<(ContractValue Value, LineCursor Cursor, int Start, int End)> _references = [];

    /// <summary>Reads the value of <c>from=</c>: calls separated by semicolons, what each takes by commas.</summary>
    public EquatableArray<EquatableArray<ContractValue>> Read(LineCursor cursor)
    {
        var calls = new List<EquatableArray<ContractValue>>();
        if (cursor.Next != '"' && TakeNothing(cursor))
            return calls.ToEquatableArray();
        do
        {
            var call = new List<ContractValue>();
            do
                call.Add(ReadValue(cursor));
            while (cursor.Take(','));
            calls.Add(call.ToEquatableArray());
        }
        while (cursor.Take(';'));
        return calls.ToEquatableArray();
    }

    /// <summary>Checks a whole version.</summary>
    public void Check(ContractVersion version)
    {
        var order = CallOrder.Of(version);
        foreach (var (value, cursor, start, end) in _references)
        {
            if (order.Calls.ContainsKey(value.Whole))
                continue;
            cursor.Position = end;
            throw cursor.Wrong(start, order.Declares(value.Whole)
                ? $"'{value}' waits for its own value: the layers form a circle"
                : $"there is no '{value}' in version {version.Number}");
        }
    }

    private static bool TakeNothing(LineCursor cursor)
    {
        var start = cursor.Position;
        if (cursor.Next != '(' && cursor.Name("a layer") == ContractText.Nothing && (cursor.AtEnd || cursor.Next == ' '))
            return true;
        cursor.Position = start;
        return false;
    }

    private ContractValue ReadValue(LineCursor cursor)
    {
        var start = cursor.Position;
        ContractValue value;
        if (cursor.Take('('))
        {
            value = new(false, cursor.Name("an input or tensor operation"), 1);
            cursor.Expect(')', "after the name");
        }
        else
        {
            var name = cursor.Name("a layer");
            value = new(true, name, cursor.Take(':') ? cursor.Number("the number of a call") : 1);
            if (cursor.Take('['))
            {
                value = value with { Output = cursor.Name("the name of an output") };
                cursor.Expect(']', "after the name of the output");
            }
        }
        _references.Add((value, cursor, start, cursor.Position));
        return value;
    }
}
