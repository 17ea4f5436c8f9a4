using GenNet.Generators.Diagnostics;
using GenNet.Graph;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Parsing;

/// <summary>Reads the graph from the body of <c>Forward</c>, statement by statement.</summary>
internal sealed class ForwardParser
{
    private readonly ForwardSignature _signature;
    private readonly GraphBuilder _graph;
    private readonly ForwardScope _scope;
    private readonly ForwardErrors _errors;
    private readonly ForwardLists _lists;
    private readonly ForwardNumbers _numbers;
    private readonly ForwardCounter _counter;
    private readonly ForwardExpressions _expressions;
    private readonly ForwardDeconstruction _deconstruction;
    private Action<ExpressionSyntax>? _return;
    private bool _hasReturned;
    private int _depth;

    public ForwardParser(
        ForwardSignature signature, INamedTypeSymbol type, IReadOnlyList<LayerDeclaration> layers, GraphBuilder graph, Reporter reporter, CancellationToken cancellation)
    {
        _signature = signature;
        _graph = graph;
        _scope = new(type, layers, signature.Inputs);
        _errors = new(_scope, reporter);
        _numbers = new(type, _scope, graph);
        _counter = new(_scope, _numbers);
        _lists = new(_scope, _numbers, _errors);
        _expressions = new(_scope, _numbers, layers, graph, _lists, _errors, reporter);
        _expressions.Functions = new(type, _scope, _numbers, _expressions, _errors, cancellation) { Read = ReadFunction };
        _deconstruction = new(_scope, _expressions, _errors);
    }

    /// <summary>Whether the body returns something, right or wrong.</summary>
    public bool HasReturned { get; private set; }

    /// <summary>Adds all calls to the graph.</summary>
    /// <returns>The outputs; null if there are none for an error.</returns>
    public IReadOnlyList<OutputNode>? Parse()
    {
        IReadOnlyList<OutputNode>? outputs = null;
        ReadBody(_signature.Syntax.Body, _signature.Syntax.ExpressionBody, expression =>
        {
            HasReturned = true;
            outputs = OutputParser.Parse(expression, _signature, _expressions, _errors);
        });
        return outputs;
    }

    // Until it returns.
    private void ReadBody(BlockSyntax? body, ArrowExpressionClauseSyntax? arrow, Action<ExpressionSyntax> @return)
    {
        var (outer, hasReturned, depth) = (_return, _hasReturned, _depth);
        (_return, _hasReturned, _depth) = (@return, false, 0);
        // A local function may be called before it is declared.
        foreach (var function in body?.Statements.OfType<LocalFunctionStatementSyntax>() ?? [])
            _scope.Declare(function.Identifier.ValueText, new(function.ParameterList, function.Body, function.ExpressionBody, IsStatic(function) ? null : _scope.Depth));
        if (arrow is not null)
            @return(arrow.Expression);
        foreach (var statement in body?.Statements ?? default)
        {
            if (statement is LocalFunctionStatementSyntax)
                continue;
            if (_hasReturned)
            {
                _errors.Refuse(statement, "nothing can follow return");
                break;
            }
            Parse(statement);
        }
        (_return, _hasReturned, _depth) = (outer, hasReturned, depth);
    }

    private static bool IsStatic(LocalFunctionStatementSyntax function) => function.Modifiers.Any(SyntaxKind.StaticKeyword);

    private IReadOnlyList<int> ReadFunction(ForwardFunction function, IReadOnlyDictionary<string, ForwardValue> parameters, SyntaxNode call)
    {
        if (_graph.IsFull)
            return [GraphBuilder.Unknown];
        IReadOnlyList<int>? results = null;
        var isUnchanged = _scope.InFunction(function, parameters, () => ReadBody(function.Body, function.Expression, expression => results = _expressions.Results(expression)));
        if (!isUnchanged)
            return [_errors.Refuse(call, "it assigns to a variable outside of it; return the value instead")];
        return results ?? [_graph.IsFull ? GraphBuilder.Unknown : _errors.Refuse(call, "it returns no tensor")];
    }

    private void Parse(StatementSyntax statement)
    {
        if (_graph.IsFull)
            return;
        switch (statement)
        {
            case LocalDeclarationStatementSyntax { IsConst: true } constants when constants.Declaration.Variables.All(variable => _numbers.Read(variable.Initializer!.Value) is not null):
                foreach (var constant in constants.Declaration.Variables)
                    Declare(constant, constants.Declaration.Type);
                break;
            case LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0, IsConst: false } declaration:
                foreach (var variable in declaration.Declaration.Variables)
                    Declare(variable, declaration.Declaration.Type);
                break;
            case ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } parts } when ForwardDeconstruction.Is(parts.Left):
                _deconstruction.Assign(parts);
                break;
            case ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax assignment }:
                Assign(assignment);
                break;
            case ReturnStatementSyntax { Expression: { } expression } when _depth == 0:
                _hasReturned = true;
                _return!(expression);
                break;
            case ForEachStatementSyntax { AwaitKeyword.RawKind: 0 } loop:
                Repeat(loop);
                break;
            case ForStatementSyntax loop:
                Count(loop);
                break;
            case EmptyStatementSyntax:
                break;
            default:
                Refuse(statement);
                break;
        }
    }

    // The body is compiled once for each layer, so a plan has no loop.
    private void Repeat(ForEachStatementSyntax loop)
    {
        var values = _expressions.PartsOf(loop.Expression) is { } parts
            ? parts.Select(static tensor => new ForwardValue { Tensor = tensor })
            : _lists.LayersOf(loop.Expression, loop)?.Select(static layer => new ForwardValue { Layer = layer });
        foreach (var value in values ?? [])
            Round(loop.Statement, loop.Identifier.ValueText, value);
    }

    private void Round(StatementSyntax body, string name, ForwardValue value, Action? then = null)
    {
        _depth++;
        _scope.InLoop(name, value, () =>
        {
            // A list made of the one statement would hold a copy of it, which is nowhere in the file.
            foreach (var statement in body is BlockSyntax block ? block.Statements : Enumerable.Repeat(body, 1))
                Parse(statement);
            then?.Invoke();
        });
        _depth--;
    }

    private const int MostRounds = 4096;

    // The body is read once for each round, as that of foreach.
    private void Count(ForStatementSyntax loop)
    {
        if (loop is not { Declaration.Variables: [{ Initializer.Value: var start } variable], Condition: { } condition, Incrementors: [var step] } || _numbers.Read(start) is not { IsInteger: true } number)
        {
            _errors.Refuse(loop, ForwardLists.Loops);
            return;
        }
        var name = variable.Identifier.ValueText;
        for (var round = 0; !_graph.IsFull; round++)
        {
            if (round == MostRounds || _counter.Holds(condition, name, number) is not { } holds)
            {
                _errors.Refuse(loop, ForwardLists.Loops);
                return;
            }
            if (!holds)
                return;
            double? by = null;
            Round(loop.Statement, name, new() { Number = number }, () => by = _scope.TryGetNumber(name) == number ? _counter.StepOf(step, name) : null);
            if (by is null or 0)
            {
                _errors.Refuse(loop, ForwardLists.Loops);
                return;
            }
            number = number with { Value = number.Value + by.Value };
        }
    }

    private void Declare(VariableDeclaratorSyntax variable, TypeSyntax type)
    {
        var name = variable.Identifier.ValueText;
        var value = variable.Initializer is { Value: var given } ? ValueOf(given, type) : default;
        _scope.Declare(name);
        _scope.Set(name, value);
    }

    private ForwardValue ValueOf(ExpressionSyntax expression, TypeSyntax type)
    {
        if (_numbers.Read(expression) is { } number)
            return new() { Number = type is PredefinedTypeSyntax { Keyword: var keyword } ? number.As(keyword.Kind()) ?? number : number };
        return _expressions.PartsOf(expression) is { } parts && !parts.Contains(GraphBuilder.Unknown)
            ? new() { Parts = parts }
            : new() { Tensor = _expressions.Value(expression) };
    }

    private void Assign(AssignmentExpressionSyntax assignment)
    {
        if (assignment.Left is not IdentifierNameSyntax { Identifier.ValueText: var name } || !_scope.IsDeclared(name))
        {
            _errors.Refuse(assignment.Left, assignment.Left switch
            {
                IdentifierNameSyntax { Identifier.ValueText: "_" } => "a result that nothing takes is none of the model's; take the call away",
                _ => "assign to a local variable instead",
            });
            _errors.Forget(assignment);
            return;
        }
        if (_scope.TryGetNumber(name) is { } before)
            AssignNumber(name, before, assignment);
        else if (assignment.IsKind(SyntaxKind.SimpleAssignmentExpression))
            _scope.Set(name, _expressions.Value(assignment.Right));
        else if (ForwardOperators.Of(assignment.Kind()) is { } operation)
            _scope.Set(name, _expressions.Operators.Apply(operation, assignment.Left, assignment.Right, assignment.OperatorToken));
        else
            _errors.Refuse(assignment, ForwardErrors.Operators);
    }

    private void AssignNumber(string name, ForwardNumber before, AssignmentExpressionSyntax assignment)
    {
        SyntaxKind? operation = assignment.Kind() switch
        {
            SyntaxKind.AddAssignmentExpression => SyntaxKind.AddExpression,
            SyntaxKind.SubtractAssignmentExpression => SyntaxKind.SubtractExpression,
            SyntaxKind.MultiplyAssignmentExpression => SyntaxKind.MultiplyExpression,
            SyntaxKind.DivideAssignmentExpression => SyntaxKind.DivideExpression,
            _ => null,
        };
        var given = _numbers.Read(assignment.Right);
        var value = assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) ? given : given is { } right && operation is { } kind ? ForwardNumber.Of(kind, before, right) : null;
        if (value is { } number)
            _scope.Set(name, new ForwardValue { Number = number.As(before.IsInteger ? SyntaxKind.IntKeyword : SyntaxKind.DoubleKeyword) });
        else
            _errors.Refuse(assignment, $"{name} is a number: give it another that is known at build time");
    }

    private void Refuse(StatementSyntax statement) => _errors.Refuse(statement is ExpressionStatementSyntax { Expression: var expression } ? expression : statement, statement switch
    {
        ForEachStatementSyntax or ForEachVariableStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax =>
            ForwardLists.Loops,
        IfStatementSyntax or SwitchStatementSyntax =>
            "a model's graph is the same for all inputs; declare a model for each case",
        BlockSyntax => "take the braces away, and write its statements in the body itself",
        LocalFunctionStatementSyntax => "declare it in the body itself, and not in a loop",
        ExpressionStatementSyntax => "keep the result in a local variable or return it",
        ReturnStatementSyntax when _depth > 0 => "return once, behind the loop",
        ReturnStatementSyntax => "return a tensor, or a tuple of tensors",
        _ => "use local variables, layer calls, operators and operations of Tensor, loops, local functions and return",
    });
}
