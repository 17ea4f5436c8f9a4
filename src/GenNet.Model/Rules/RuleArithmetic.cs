namespace GenNet.Rules;

/// <summary><c>-a</c>, <c>!a</c>.</summary>
internal sealed record UnaryNode(string Operator, RuleNode Operand, int Start) : RuleNode(Start, Operand.End)
{
    public override RuleType TypeIn(IReadOnlyDictionary<string, RuleType> names)
    {
        if (Operator == "-")
            return NumberIn(Operand, names);
        Require(Operand, RuleType.Boolean, names);
        return RuleType.Boolean;
    }

    public override RuleValue ValueIn(IReadOnlyDictionary<string, RuleValue> names) => Operand.ValueIn(names) switch
    {
        { Type: RuleType.Boolean } value => RuleValue.Of(!value.Boolean),
        { Type: RuleType.Integer } value => RuleValue.Of(checked(-value.Integer)),
        var value => RuleValue.Of(-value.Number),
    };
}

/// <summary><c>a + b</c> and its kin: whole numbers give whole ones, as in C#.</summary>
internal sealed record BinaryNode(string Operator, RuleNode Left, RuleNode Right) : RuleNode(Left.Start, Right.End)
{
    public override RuleType TypeIn(IReadOnlyDictionary<string, RuleType> names)
    {
        switch (Operator)
        {
            case "&&" or "||":
                Require(Left, RuleType.Boolean, names);
                Require(Right, RuleType.Boolean, names);
                return RuleType.Boolean;
            case "==" or "!=":
                var (left, right) = (Left.TypeIn(names), Right.TypeIn(names));
                return left == right || (IsNumber(left) && IsNumber(right))
                    ? RuleType.Boolean
                    : throw Wrong($"compares {Describe(left)} with {Describe(right)}");
            case "<" or "<=" or ">" or ">=":
                NumberIn(Left, names);
                NumberIn(Right, names);
                return RuleType.Boolean;
            default:
                return Common(NumberIn(Left, names), NumberIn(Right, names));
        }
    }

    public override RuleValue ValueIn(IReadOnlyDictionary<string, RuleValue> names)
    {
        var left = Left.ValueIn(names);
        // The right side of && and || may be meant for the other case alone.
        if (Operator is "&&" or "||")
            return left.Boolean == (Operator == "||") ? left : Right.ValueIn(names);
        var right = Right.ValueIn(names);
        return Operator switch
        {
            "==" => RuleValue.Of(AreEqual(left, right)),
            "!=" => RuleValue.Of(!AreEqual(left, right)),
            "<" => RuleValue.Of(left.Number < right.Number),
            "<=" => RuleValue.Of(left.Number <= right.Number),
            ">" => RuleValue.Of(left.Number > right.Number),
            ">=" => RuleValue.Of(left.Number >= right.Number),
            _ when left.Type == RuleType.Integer && right.Type == RuleType.Integer => RuleValue.Of(Whole(left.Integer, right.Integer)),
            _ => RuleValue.Of(Real(left.Number, right.Number)),
        };
    }

    private static bool IsNumber(RuleType type) => type is RuleType.Integer or RuleType.Number;

    private static bool AreEqual(RuleValue left, RuleValue right) =>
        IsNumber(left.Type) && IsNumber(right.Type) ? left.Number == right.Number : left == right;

    private long Whole(long left, long right) => Operator switch
    {
        "/" or "%" when right == 0 => throw Wrong("divides by 0"),
        "+" => checked(left + right),
        "-" => checked(left - right),
        "*" => checked(left * right),
        "/" => checked(left / right),
        _ => left % right,
    };

    private double Real(double left, double right) => Operator switch
    {
        "+" => left + right,
        "-" => left - right,
        "*" => left * right,
        "/" => left / right,
        _ => left % right,
    };
}

/// <summary><c>min(a, b)</c>, <c>max(a, b)</c>, <c>floor(x)</c>, <c>ceil(x)</c>, <c>product(input)</c>, <c>sum(input)</c>.</summary>
internal sealed record FunctionNode(RuleToken Name, IReadOnlyList<RuleNode> Arguments, RuleToken Closing) : RuleNode(Name.Start, Closing.Start + Closing.Length)
{
    public override RuleType TypeIn(IReadOnlyDictionary<string, RuleType> names)
    {
        switch (Name.Text)
        {
            case "min" or "max" when Arguments.Count == 2:
                return Common(NumberIn(Arguments[0], names), NumberIn(Arguments[1], names));
            case "floor" or "ceil" when Arguments.Count == 1:
                NumberIn(Arguments[0], names);
                return RuleType.Integer;
            case "product" or "sum" when Arguments.Count == 1:
                Require(Arguments[0], RuleType.List, names);
                return RuleType.Integer;
            default:
                throw new RuleException(Name.Start, Name.Length, $"'{Name.Text}' is no function of {Arguments.Count} arguments: there are min(a, b), max(a, b), floor(x), ceil(x), product(list) and sum(list)");
        }
    }

    public override RuleValue ValueIn(IReadOnlyDictionary<string, RuleValue> names)
    {
        var first = Arguments[0].ValueIn(names);
        return Name.Text switch
        {
            "floor" => RuleValue.Of(checked((long)Math.Floor(first.Number))),
            "ceil" => RuleValue.Of(checked((long)Math.Ceiling(first.Number))),
            "product" => RuleValue.Of(new Specs.TensorShape(first.List).ElementCount),
            "sum" => RuleValue.Of(first.List.Sum(static item => (long)item)),
            _ => Choose(first, Arguments[1].ValueIn(names)),
        };
    }

    private RuleValue Choose(RuleValue first, RuleValue second) => first.Number <= second.Number == (Name.Text == "min") ? first : second;
}
