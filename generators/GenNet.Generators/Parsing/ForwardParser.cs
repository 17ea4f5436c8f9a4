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
    private readonly ForwardScope _scope;
    private readonly ForwardErrors _errors;
    private readonly ForwardLists _lists;
    private readonly ForwardNumbers _numbers;
    private readonly ForwardFunctions _functions;
    private readonly ForwardExpressions _expressions;
    private readonly ForwardDeconstruction _deconstruction;
    private Action<ExpressionSyntax>? _return;
    private bool _hasReturned;
    private int _depth;

    public ForwardParser(
        ForwardSignature signature, INamedTypeSymbol type, IReadOnlyList<LayerDeclaration> layers, GraphBuilder graph, Reporter reporter, CancellationToken cancellation)
    {
        _signature = signature;
        _scope = new(type, layers, signature.Inputs);
        _errors = new(_scope, reporter);
        _numbers = new(type, _scope);
        _functions = new(type, cancellation);
        _lists = new(_scope, _numbers, _errors);
        _expressions = new(_scope, _numbers, layers, graph, _lists, _functions, _errors, reporter) { ReadFunction = ReadFunction };
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
            _functions.Declare(function);
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

    private IReadOnlyList<int> ReadFunction(ForwardFunction function, IReadOnlyDictionary<string, int> parameters, SyntaxNode call)
    {
        IReadOnlyList<int>? results = null;
        var isUnchanged = _scope.InFunction(parameters, function.IsLocal, () => ReadBody(function.Body, function.Expression, expression => results = _expressions.Results(expression)));
        if (!isUnchanged)
            return [_errors.Refuse(call, "it assigns to a variable outside of it; return the value instead")];
        return results ?? [_errors.Refuse(call, "it returns no tensor")];
    }

    private void Parse(StatementSyntax statement)
    {
        switch (statement)
        {
            case LocalDeclarationStatementSyntax { IsConst: true } constants when constants.Declaration.Variables.All(variable => _numbers.Read(variable.Initializer!.Value) is not null):
                foreach (var constant in constants.Declaration.Variables)
                    _scope.SetNumber(constant.Identifier.ValueText, _numbers.Read(constant.Initializer!.Value)!.Value);
                break;
            case LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0, IsConst: false } declaration:
                foreach (var variable in declaration.Declaration.Variables)
                    Declare(variable);
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
        if (_lists.LayersOf(loop.Expression, loop) is not { } layers)
            return;
        // A list made of the one statement would hold a copy of it, which is nowhere in the file.
        IEnumerable<StatementSyntax> body = loop.Statement is BlockSyntax block ? block.Statements : Enumerable.Repeat(loop.Statement, 1);
        _depth++;
        foreach (var layer in layers)
        {
            _scope.InLoop(loop.Identifier.ValueText, layer, () =>
            {
                foreach (var statement in body)
                    Parse(statement);
            });
        }
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
        var (name, isRead) = (variable.Identifier.ValueText, true);
        IEnumerable<StatementSyntax> body = loop.Statement is BlockSyntax block ? block.Statements : Enumerable.Repeat(loop.Statement, 1);
        _depth++;
        for (var round = 0; isRead; round++)
        {
            bool? holds = null;
            _scope.WithNumber(name, number, () =>
            {
                holds = round < MostRounds ? _numbers.Condition(condition) : null;
                if (holds != true)
                    return;
                foreach (var statement in body)
                    Parse(statement);
                if (StepOf(step, name) is { } by)
                    number = number with { Value = number.Value + by };
                else
                    holds = null;
            });
            if (holds is null)
                _errors.Refuse(loop, ForwardLists.Loops);
            isRead = holds == true;
        }
        _depth--;
    }

    private double? StepOf(ExpressionSyntax step, string name) => step switch
    {
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression, Operand: IdentifierNameSyntax own } when own.Identifier.ValueText == name => 1,
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostDecrementExpression, Operand: IdentifierNameSyntax own } when own.Identifier.ValueText == name => -1,
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression, Operand: IdentifierNameSyntax own } when own.Identifier.ValueText == name => 1,
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreDecrementExpression, Operand: IdentifierNameSyntax own } when own.Identifier.ValueText == name => -1,
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression, Left: IdentifierNameSyntax own } sum when own.Identifier.ValueText == name => _numbers.Integer(sum.Right),
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SubtractAssignmentExpression, Left: IdentifierNameSyntax own } difference when own.Identifier.ValueText == name => -_numbers.Integer(difference.Right),
        _ => null,
    };

    private void Declare(VariableDeclaratorSyntax variable)
    {
        if (variable.Initializer is { } number && _numbers.Read(number.Value) is { } constant)
            _scope.SetNumber(variable.Identifier.ValueText, constant);
        else if (variable.Initializer is { } initializer)
            _scope.Set(variable.Identifier.ValueText, _expressions.Value(initializer.Value));
        else
            _scope.Declare(variable.Identifier.ValueText);
    }

    private void Assign(AssignmentExpressionSyntax assignment)
    {
        if (assignment.Left is not IdentifierNameSyntax { Identifier.ValueText: var name } || !_scope.IsDeclared(name) || _scope.TryGetNumber(name) is not null)
        {
            _errors.Refuse(assignment.Left, assignment.Left switch
            {
                IdentifierNameSyntax { Identifier.ValueText: "_" } => "a result that nothing takes is none of the model's; take the call away",
                _ => "assign to a local variable instead",
            });
            _errors.Forget(assignment);
            return;
        }
        if (assignment.IsKind(SyntaxKind.SimpleAssignmentExpression))
            _scope.Set(name, _expressions.Value(assignment.Right));
        else if (ForwardOperators.Of(assignment.Kind()) is { } operation)
            _scope.Set(name, _expressions.Operators.Apply(operation, assignment.Left, assignment.Right, assignment.OperatorToken));
        else
            _errors.Refuse(assignment, ForwardErrors.Operators);
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
