/*
 * The statements of MySQL 8.0 with the extensions of Aurora MySQL.
 *
 * Nearly every decision here is made by the next token alone: the parser then needs no prediction,
 * is fast from its first statement on and never needs the LL fallback. What one token cannot decide
 * (a subquery or a parenthesis? a column or t.*?) is decided beforehand by SqlTokens, which looks
 * along the tokens and gives such a token a type of its own, as MySQL's own lexer does for
 * WITH ROLLUP.
 *
 * Operators of one kind stand in one flat list: a long chain of them costs no stack. The model
 * orders AND, XOR and OR by their precedence; all other precedence is without meaning to it.
 */
parser grammar MySqlParser;

options {
  tokenVocab = MySqlLexer;
  superClass = SqlParserBase;
}

// ---------------------------------------------------------------------------------------------
// Statements

oneStatement
  : statement? SEMICOLON* EOF
  ;

statement
  : queryStatement
  | withStatement
  | insertStatement
  | replaceStatement
  | updateStatement
  | deleteStatement
  | setStatement
  | doStatement
  | callStatement
  | escapedCall
  | createMlFunction
  | dropFunction
  ;

queryStatement
  : queryBody
  ;

/** WITH may begin a query, an UPDATE or a DELETE. */
withStatement
  : withClause (queryBody | updateStatement | deleteStatement)
  ;

// ---------------------------------------------------------------------------------------------
// Queries

queryExpression
  : withClause? queryBody
  ;

queryBody
  : queryOperand (setOperator queryOperand)* orderClause? limitClause?
    (intoClause lockingClause* | lockingClause+ intoClause?)?
  ;

setOperator
  : (UNION | EXCEPT | INTERSECT) (ALL | DISTINCT)?
  ;

queryOperand
  : querySpecification
  | tableValue
  | rowValues
  | parenthesizedQuery
  ;

parenthesizedQuery
  : QUERY_PAREN queryExpression RPAREN
  ;

tableValue
  : TABLE tableName
  ;

rowValues
  : VALUES rowValue (COMMA rowValue)*
  ;

rowValue
  : ROW LPAREN (expressionOrDefault (COMMA expressionOrDefault)*)? RPAREN
  ;

withClause
  : WITH RECURSIVE? commonTable (COMMA commonTable)*
  ;

commonTable
  : identifier columnNames? AS subquery
  ;

columnNames
  : LPAREN identifier (COMMA identifier)* RPAREN
  ;

subquery
  : QUERY_PAREN queryExpression RPAREN
  ;

querySpecification
  : SELECT selectOption* selectItem (COMMA expressionItem)* intoClause? fromClause? whereClause?
    groupClause? havingClause? windowClause?
  ;

selectOption
  : ALL
  | DISTINCT
  | HIGH_PRIORITY
  | STRAIGHT_JOIN
  | SQL_SMALL_RESULT
  | SQL_BIG_RESULT
  | SQL_BUFFER_RESULT
  | SQL_NO_CACHE
  | SQL_CALC_FOUND_ROWS
  ;

/** The first item; only it may be a bare star. */
selectItem
  : STAR
  | expressionItem
  ;

expressionItem
  : tableWild
  | expression columnAlias?
  ;

tableWild
  : WILD_NAME DOT (STAR | identifier DOT STAR)
  ;

columnAlias
  : AS (identifier | STRING_LITERAL)
  | columnAliasName
  | STRING_LITERAL
  ;

fromClause
  : FROM (DUAL | tableReferences)
  ;

whereClause
  : WHERE expression
  ;

groupClause
  : GROUP BY expression (COMMA expression)* (WITH_ROLLUP ROLLUP)?
  ;

havingClause
  : HAVING expression
  ;

windowClause
  : WINDOW namedWindow (COMMA namedWindow)*
  ;

namedWindow
  : identifier AS windowSpecification
  ;

orderClause
  : ORDER BY orderItem (COMMA orderItem)*
  ;

orderItem
  : expression (ASC | DESC)?
  ;

limitClause
  : LIMIT limitNumber ((COMMA | OFFSET) limitNumber)?
  ;

limitNumber
  : INTEGER_NUMBER
  | PARAM
  | identifier
  ;

lockingClause
  : FOR (UPDATE | SHARE) (OF tableName (COMMA tableName)*)? (SKIP_ LOCKED | NOWAIT)?
  | LOCK IN SHARE MODE
  ;

// ---------------------------------------------------------------------------------------------
// INTO

intoClause
  : INTO
    ( OUTFILE (S3 STRING_LITERAL s3FileOptions | STRING_LITERAL fileOptions)
    | DUMPFILE STRING_LITERAL
    | intoVariable (COMMA intoVariable)*
    )
  ;

intoVariable
  : USER_VARIABLE
  | identifier
  ;

fileOptions
  : characterSetClause? fieldsClause? linesClause?
  ;

s3FileOptions
  : characterSetClause? s3Format? fieldsClause? linesClause? s3Manifest? s3Overwrite? s3Encryption?
  ;

characterSetClause
  : (CHAR SET | CHARSET) characterSetName
  ;

s3Format
  : FORMAT (CSV | TEXT | PARQUET) HEADER?
  ;

s3Manifest
  : MANIFEST (ON | OFF)
  ;

s3Overwrite
  : OVERWRITE (ON | OFF)
  ;

s3Encryption
  : ENCRYPTION (ON | OFF | SSE_S3 | SSE_KMS STRING_LITERAL?)
  ;

fieldsClause
  : COLUMNS fieldsOption+
  ;

fieldsOption
  : TERMINATED BY textValue
  | OPTIONALLY? ENCLOSED BY textValue
  | ESCAPED BY textValue
  ;

linesClause
  : LINES linesOption+
  ;

linesOption
  : STARTING BY textValue
  | TERMINATED BY textValue
  ;

/** A string where MySQL also takes its hexadecimal or binary spelling. */
textValue
  : STRING_LITERAL
  | HEX_LITERAL
  | BIT_LITERAL
  ;

// ---------------------------------------------------------------------------------------------
// Tables

tableReferences
  : tableReference (COMMA tableReference)*
  ;

/** Joins in a flat list; checkJoins matches each ON or USING with its JOIN. */
tableReference
  : tableFactor joinPart* { checkJoins(_localctx); }
  ;

joinPart
  : joinOperator tableFactor
  | ON expression
  | USING columnNames
  ;

joinOperator
  : (INNER | CROSS)? JOIN
  | STRAIGHT_JOIN
  | (LEFT | RIGHT) OUTER? JOIN
  | NATURAL (INNER | (LEFT | RIGHT) OUTER?)? JOIN
  ;

tableFactor
  : tableName partitionClause? tableAlias? indexHint*
  | LATERAL? subquery tableAlias? columnNames?
  | LPAREN tableReferences RPAREN
  | LBRACE identifier tableReference RBRACE
  | jsonTable
  ;

tableAlias
  : AS identifier
  | tableAliasName
  ;

partitionClause
  : PARTITION columnNames
  ;

indexHint
  : (USE | FORCE | IGNORE) indexOrKey (FOR (JOIN | ORDER BY | GROUP BY))?
    LPAREN (indexName (COMMA indexName)*)? RPAREN
  ;

indexOrKey
  : INDEX
  | KEY
  ;

indexName
  : identifier
  | PRIMARY
  ;

jsonTable
  : JSON_TABLE LPAREN expression COMMA textLiteral jsonColumns RPAREN tableAlias
  ;

jsonColumns
  : COLUMNS LPAREN jsonColumn (COMMA jsonColumn)* RPAREN
  ;

jsonColumn
  : identifier FOR ORDINALITY
  | identifier dataType collateClause? EXISTS? PATH textLiteral jsonOnEmptyOrError*
  | NESTED PATH? textLiteral jsonColumns
  ;

jsonOnEmptyOrError
  : (NULL | ERROR | DEFAULT literal) ON (EMPTY | ERROR)
  ;

tableName
  : identifier (DOT identifier)?
  | DOT identifier
  ;

// ---------------------------------------------------------------------------------------------
// Changing rows

insertStatement
  : INSERT (LOW_PRIORITY | DELAYED | HIGH_PRIORITY)? IGNORE? INTO? tableName partitionClause?
    insertSource onDuplicateKey?
  ;

replaceStatement
  : REPLACE (LOW_PRIORITY | DELAYED)? INTO? tableName partitionClause? replaceSource
  ;

insertSource
  : insertColumns? (insertValues rowAlias? | insertQuery)
  | SET assignment (COMMA assignment)* rowAlias?
  ;

replaceSource
  : insertColumns? (insertValues | insertQuery)
  | SET assignment (COMMA assignment)*
  ;

insertColumns
  : LPAREN (insertColumn (COMMA insertColumn)*)? RPAREN
  ;

insertColumn
  : identifier (DOT identifier (DOT identifier)?)?
  | tableWild
  ;

insertValues
  : (VALUES | VALUE) insertRow (COMMA insertRow)*
  ;

insertRow
  : ROW? LPAREN (expressionOrDefault (COMMA expressionOrDefault)*)? RPAREN
  ;

rowAlias
  : AS identifier columnNames?
  ;

/** Does not begin with VALUES ROW(…): insertValues takes that. */
insertQuery
  : withClause queryBody
  | insertOperand (setOperator queryOperand)* orderClause? limitClause? lockingClause*
  ;

insertOperand
  : querySpecification
  | tableValue
  | parenthesizedQuery
  ;

onDuplicateKey
  : ON_DUPLICATE DUPLICATE KEY UPDATE assignment (COMMA assignment)*
  ;

assignment
  : columnTarget (EQ | ASSIGN) expressionOrDefault
  ;

columnTarget
  : DOT? identifier (DOT identifier (DOT identifier)?)?
  ;

expressionOrDefault
  : expression
  | DEFAULT
  ;

updateStatement
  : UPDATE LOW_PRIORITY? IGNORE? tableReferences SET assignment (COMMA assignment)* whereClause?
    orderClause? deleteLimit?
  ;

deleteStatement
  : DELETE deleteOption* deleteForm
  ;

deleteOption
  : LOW_PRIORITY
  | QUICK
  | IGNORE
  ;

/** DELETE FROM t, DELETE FROM t, u USING …, DELETE t, u FROM …. */
deleteForm
  : FROM deleteTarget
    ( tableAlias? partitionClause? whereClause? orderClause? deleteLimit?
    | (COMMA deleteTarget)* USING tableReferences whereClause?
    )
  | deleteTarget (COMMA deleteTarget)* FROM tableReferences whereClause?
  ;

deleteTarget
  : tableName
  | tableWild
  ;

deleteLimit
  : LIMIT limitNumber
  ;

// ---------------------------------------------------------------------------------------------
// SET, DO, CALL

setStatement
  : SET
    ( PASSWORD passwordChange
    | RESOURCE GROUP identifier (FOR INTEGER_NUMBER (COMMA? INTEGER_NUMBER)*)?
    | ROLE roleChoice
    | DEFAULT ROLE (NONE | ALL | accountName (COMMA accountName)*) TO accountName (COMMA accountName)*
    | (GLOBAL | SESSION | LOCAL)? TRANSACTION transactionCharacteristic
      (COMMA transactionCharacteristic)*
    | variableAssignment (COMMA variableAssignment)*
    )
  ;

passwordChange
  : (FOR accountName)? ((EQ | ASSIGN) (STRING_LITERAL | PASSWORD LPAREN STRING_LITERAL RPAREN) | TO RANDOM)
    (REPLACE STRING_LITERAL)? (RETAIN CURRENT PASSWORD)?
  ;

roleChoice
  : NONE
  | DEFAULT
  | ALL (EXCEPT accountName (COMMA accountName)*)?
  | accountName (COMMA accountName)*
  ;

transactionCharacteristic
  : ISOLATION LEVEL (REPEATABLE READ | READ (COMMITTED | UNCOMMITTED) | SERIALIZABLE)
  | READ (ONLY | WRITE)
  ;

variableAssignment
  : (USER_VARIABLE EQ | ASSIGNED_VARIABLE ASSIGN) expression
  | AT_AT (variableScope DOT)? variableName (EQ | ASSIGN) variableValue
  | variableScope variableName (EQ | ASSIGN) variableValue
  | variableName (EQ | ASSIGN) variableValue
  | NAMES (characterSetName (COLLATE collationName)? | DEFAULT | EQ expression)
  | (CHAR SET | CHARSET) (characterSetName | DEFAULT)
  ;

variableScope
  : GLOBAL
  | SESSION
  | LOCAL
  | PERSIST
  | PERSIST_ONLY
  ;

variableName
  : variableWord (DOT identifier)?
  | DEFAULT DOT identifier
  ;

variableValue
  : expression
  | DEFAULT
  | ON
  | ALL
  | BINARY
  | ROW
  | SYSTEM
  ;

doStatement
  : DO doItem (COMMA doItem)*
  ;

doItem
  : expression columnAlias?
  ;

callStatement
  : CALL tableName (LPAREN (expression (COMMA expression)*)? RPAREN)?
  ;

/** The JDBC escapes {call p(…)} and {? = call f(…)}. */
escapedCall
  : LBRACE (PARAM EQ)? callStatement RBRACE
  ;

// ---------------------------------------------------------------------------------------------
// ML functions

/** CREATE FUNCTION … ALIAS of Aurora MySQL; DEFINER in MySQL's place or in Aurora's. */
createMlFunction
  : CREATE (OR REPLACE)? definerClause? FUNCTION (IF NOT EXISTS)? tableName
    LPAREN (mlParameter (COMMA mlParameter)*)? RPAREN definerClause?
    RETURNS mlType (mlCharacteristic | definerClause)* mlAlias
  ;

definerClause
  : DEFINER EQ accountName
  ;

mlParameter
  : identifier mlType
  ;

mlType
  : dataType collateClause?
  ;

mlCharacteristic
  : SQL SECURITY (DEFINER | INVOKER)
  | COMMENT STRING_LITERAL
  | LANGUAGE SQL
  | NOT? DETERMINISTIC
  | CONTAINS SQL
  | NO SQL
  | READS SQL DATA
  | MODIFIES SQL DATA
  ;

mlAlias
  : ALIAS
    ( AWS_SAGEMAKER_INVOKE_ENDPOINT ENDPOINT NAME STRING_LITERAL (MAX_BATCH_SIZE INTEGER_NUMBER)?
    | AWS_BEDROCK_INVOKE_MODEL MODEL ID STRING_LITERAL bedrockOption*
    )
  ;

bedrockOption
  : CONTENT_TYPE STRING_LITERAL
  | ACCEPT STRING_LITERAL
  | TIMEOUT_MS INTEGER_NUMBER
  ;

/** So far SqlTokens only looks for these, to tell an ML function from one with a body. */
functionBody
  : RETURN
  | BEGIN
  | SONAME
  ;

dropFunction
  : DROP FUNCTION (IF EXISTS)? tableName
  ;

// ---------------------------------------------------------------------------------------------
// Expressions

expression
  : condition (logicalOperator condition)*
  ;

logicalOperator
  : AND
  | AND_AND
  | OR
  | OR_OR
  | XOR
  ;

condition
  : NOT* comparison
  ;

comparison
  : predicate comparisonTail* (IS_TRUTH (NOT | NOT2)? (TRUE | FALSE | UNKNOWN))?
  ;

comparisonTail
  : IS (NOT | NOT2)? NULL
  | comparisonOperator (predicate | (ALL | ANY) subquery)
  ;

comparisonOperator
  : EQ
  | NULL_SAFE_EQ
  | NE
  | LT
  | LE
  | GT
  | GE
  ;

predicate
  : arithmetic
    ( (NOT | NOT2)? predicateTest
    | MEMBER OF? LPAREN operand RPAREN
    | SOUNDS LIKE arithmetic
    )?
  ;

predicateTest
  : IN (subquery | LPAREN expression (COMMA expression)* RPAREN)
  | BETWEEN arithmetic AND predicate
  | LIKE operand (ESCAPE operand | LBRACE ESCAPE STRING_LITERAL RBRACE)?
  | REGEXP arithmetic
  ;

/** Everything from | to ^, in a flat list. */
arithmetic
  : intervalSum* operand
    ( (PLUS | MINUS) (operand | intervalValue)
    | arithmeticOperator operand
    )*
  ;

arithmeticOperator
  : STAR
  | SLASH
  | PERCENT
  | DIV
  | MOD
  | BIT_OR_SIGN
  | BIT_AND_SIGN
  | BIT_XOR_SIGN
  | SHIFT_LEFT
  | SHIFT_RIGHT
  | CONCAT_PIPES
  ;

intervalSum
  : intervalValue PLUS
  ;

intervalValue
  : INTERVAL expression intervalUnit
  ;

operand
  : operandPrefix* primary (COLLATE collationName)*
  ;

/** An assignment reaches to the end of the expression; here it only begins it. */
operandPrefix
  : ASSIGNED_VARIABLE ASSIGN NOT*
  | PLUS
  | MINUS
  | TILDE
  | BANG
  | NOT2
  | BINARY
  ;

primary
  : literal
  | columnOrCall
  | PARAM
  | userVariable
  | systemVariable
  | subquery
  | EXISTS subquery
  | parenthesized
  | odbcEscape
  | caseExpression
  | matchExpression
  | nativeCall
  | aggregateCall
  | windowCall
  ;

parenthesized
  : LPAREN expression (COMMA expression)* RPAREN
  | ROW LPAREN expression (COMMA expression)+ RPAREN
  ;

/** a, t.a, db.t.a, f(…), db.f(…), and a->'$.path'. */
columnOrCall
  : identifier
    ( DOT identifier (DOT identifier jsonPath? | callArguments | jsonPath)?
    | callArguments
    | jsonPath
    )?
  | DOT identifier DOT identifier
  ;

jsonPath
  : (ARROW | LONG_ARROW) STRING_LITERAL
  ;

callArguments
  : LPAREN (argument (COMMA argument)*)? RPAREN
  ;

/** UDFs take arguments with aliases. */
argument
  : expression columnAlias?
  ;

userVariable
  : USER_VARIABLE
  ;

systemVariable
  : AT_AT (variableScope DOT)? variableWord (DOT identifier)?
  ;

/** The date, time and function escapes of ODBC and JDBC. */
odbcEscape
  : LBRACE identifier expression RBRACE
  ;

caseExpression
  : CASE expression? caseBranch+ (ELSE expression)? END
  ;

caseBranch
  : WHEN expression THEN expression
  ;

matchExpression
  : MATCH (LPAREN matchColumns RPAREN | matchColumns) AGAINST LPAREN arithmetic matchModifier? RPAREN
  ;

matchColumns
  : columnOrCall (COMMA columnOrCall)*
  ;

matchModifier
  : IN NATURAL LANGUAGE MODE (WITH QUERY EXPANSION)?
  | IN BOOLEAN MODE
  | WITH QUERY EXPANSION
  ;

literal
  : textLiteral
  | NATIONAL_LITERAL
  | INTRODUCER (STRING_LITERAL | HEX_LITERAL | BIT_LITERAL)
  | INTEGER_NUMBER
  | DECIMAL_NUMBER
  | FLOAT_NUMBER
  | HEX_LITERAL
  | BIT_LITERAL
  | TRUE
  | FALSE
  | NULL
  | TEMPORAL STRING_LITERAL
  ;

textLiteral
  : STRING_LITERAL
  ;

// Functions that MySQL gives a syntax of their own.

nativeCall
  : CAST LPAREN expression atTimeZone? AS castType ARRAY? RPAREN
  | CONVERT LPAREN expression (COMMA castType | USING characterSetName) RPAREN
  | CHAR LPAREN expression (COMMA expression)* (USING characterSetName)? RPAREN
  | (CURRENT_USER | CURRENT_DATE | UTC_DATE) (LPAREN RPAREN)?
  | (CURRENT_TIMESTAMP | CURRENT_TIME | UTC_TIME | UTC_TIMESTAMP)
    (LPAREN INTEGER_NUMBER? RPAREN)?
  | (CURDATE | SESSION_USER | SYSTEM_USER) LPAREN RPAREN
  | (NOW | CURTIME) LPAREN INTEGER_NUMBER? RPAREN
  | SYSDATE LPAREN INTEGER_NUMBER? RPAREN
  | (DATE_ADD | DATE_SUB) LPAREN expression COMMA intervalValue RPAREN
  | (ADDDATE | SUBDATE) LPAREN expression COMMA (intervalValue | expression) RPAREN
  | EXTRACT LPAREN intervalUnit FROM expression RPAREN
  | GET_FORMAT LPAREN (DATE | TIME | DATETIME | TIMESTAMP) COMMA expression RPAREN
  | (TIMESTAMPADD | TIMESTAMPDIFF) LPAREN timestampUnit COMMA expression COMMA expression RPAREN
  | POSITION LPAREN arithmetic IN expression RPAREN
  | SUBSTRING LPAREN expression
    (COMMA expression (COMMA expression)? | FROM expression (FOR expression)?) RPAREN
  | TRIM LPAREN trimOperands RPAREN
  | WEIGHT_STRING LPAREN expression (AS (CHAR | BINARY) LPAREN INTEGER_NUMBER RPAREN
    | COMMA INTEGER_NUMBER COMMA INTEGER_NUMBER COMMA INTEGER_NUMBER)? RPAREN
  | JSON_VALUE LPAREN expression COMMA textLiteral (RETURNING castType)? jsonOnEmptyOrError* RPAREN
  | IF LPAREN expression COMMA expression COMMA expression RPAREN
  | INTERVAL_CALL LPAREN expression (COMMA expression)+ RPAREN
  | (LEFT | RIGHT | MOD | REPEAT) LPAREN expression COMMA expression RPAREN
  | REPLACE LPAREN expression COMMA expression COMMA expression RPAREN
  | INSERT LPAREN expression COMMA expression COMMA expression COMMA expression RPAREN
  | DATABASE LPAREN RPAREN
  | VALUES LPAREN qualifiedName RPAREN
  | DEFAULT_CALL LPAREN qualifiedName RPAREN
  | GROUPING LPAREN expression (COMMA expression)* RPAREN
  ;

qualifiedName
  : identifier (DOT identifier (DOT identifier)?)?
  ;

atTimeZone
  : AT TIME ZONE INTERVAL? STRING_LITERAL
  ;

trimOperands
  : (LEADING | TRAILING | BOTH) expression? FROM expression
  | expression (FROM expression)?
  ;

aggregateCall
  : COUNT LPAREN
    (STAR | ALL (STAR | expression) | expression | DISTINCT expression (COMMA expression)*)
    RPAREN overClause?
  | (AVG | SUM | MIN | MAX) LPAREN (DISTINCT | ALL)? expression RPAREN overClause?
  | (BIT_AND | BIT_OR | BIT_XOR | STD | STDDEV_SAMP | VARIANCE | VAR_SAMP | JSON_ARRAYAGG) LPAREN ALL? expression RPAREN overClause?
  | ST_COLLECT LPAREN DISTINCT? expression RPAREN overClause?
  | JSON_OBJECTAGG LPAREN ALL? expression COMMA ALL? expression RPAREN overClause?
  | GROUP_CONCAT LPAREN DISTINCT? expression (COMMA expression)* orderClause? (SEPARATOR textValue)?
    RPAREN overClause?
  ;

windowCall
  : (ROW_NUMBER | RANK | DENSE_RANK | CUME_DIST | PERCENT_RANK) LPAREN RPAREN overClause
  | NTILE LPAREN operand RPAREN overClause
  | (LEAD | LAG) LPAREN expression (COMMA limitNumber (COMMA expression)?)? RPAREN nullTreatment?
    overClause
  | (FIRST_VALUE | LAST_VALUE) LPAREN expression RPAREN nullTreatment? overClause
  | NTH_VALUE LPAREN expression COMMA operand RPAREN (FROM (FIRST | LAST))? nullTreatment? overClause
  ;

nullTreatment
  : (RESPECT | IGNORE) NULLS
  ;

overClause
  : OVER (windowSpecification | identifier)
  ;

windowSpecification
  : LPAREN windowName? (PARTITION BY expression (COMMA expression)*)? orderClause? windowFrame? RPAREN
  ;

windowName
  : identifier
  ;

windowFrame
  : (ROWS | RANGE | GROUPS) (frameBound | BETWEEN frameBound AND frameBound)
    (EXCLUDE (CURRENT ROW | GROUP | TIES | NO OTHERS))?
  ;

frameBound
  : UNBOUNDED (PRECEDING | FOLLOWING)
  | CURRENT ROW
  | (intervalValue | frameNumber) (PRECEDING | FOLLOWING)
  ;

frameNumber
  : INTEGER_NUMBER
  | DECIMAL_NUMBER
  | FLOAT_NUMBER
  | PARAM
  ;

// ---------------------------------------------------------------------------------------------
// Types

castType
  : BINARY typeLength?
  | CHAR typeLength? characterSetOfType?
  | (NCHAR | NATIONAL CHAR) typeLength?
  | (SIGNED | UNSIGNED) INT?
  | DATE
  | YEAR
  | (TIME | DATETIME) typeLength?
  | DECIMAL typePrecision?
  | FLOAT typePrecision?
  | REAL
  | DOUBLE PRECISION?
  | JSON
  | geometryType
  ;

geometryType
  : GEOMETRY
  | GEOMETRYCOLLECTION
  | GEOMCOLLECTION
  | POINT
  | MULTIPOINT
  | LINESTRING
  | MULTILINESTRING
  | POLYGON
  | MULTIPOLYGON
  ;

typeLength
  : LPAREN INTEGER_NUMBER RPAREN
  ;

typePrecision
  : LPAREN INTEGER_NUMBER (COMMA INTEGER_NUMBER)? RPAREN
  ;

dataType
  : (INT | TINYINT | SMALLINT | MEDIUMINT | BIGINT) typeLength? numberAttribute*
  | (REAL | DOUBLE PRECISION? | FLOAT | DECIMAL | NUMERIC | FIXED)
    typePrecision? numberAttribute*
  | BIT typeLength?
  | BOOL
  | BOOLEAN
  | SERIAL
  | CHAR (VARYING typeLength | typeLength)? characterSetOfType?
  | VARCHAR typeLength characterSetOfType?
  | NATIONAL (CHAR (VARYING typeLength | typeLength)? | VARCHAR typeLength) BINARY?
  | NCHAR (VARYING typeLength | VARCHAR typeLength | typeLength)? BINARY?
  | NVARCHAR typeLength BINARY?
  | BINARY typeLength?
  | VARBINARY typeLength
  | YEAR typeLength? numberAttribute*
  | DATE
  | (TIME | DATETIME | TIMESTAMP) typeLength?
  | BLOB typeLength?
  | TINYBLOB
  | MEDIUMBLOB
  | LONGBLOB
  | LONG (VARBINARY | (CHAR VARYING | VARCHAR)? characterSetOfType?)
  | TEXT typeLength? characterSetOfType?
  | (TINYTEXT | MEDIUMTEXT | LONGTEXT) characterSetOfType?
  | (ENUM | SET) LPAREN textValue (COMMA textValue)* RPAREN characterSetOfType?
  | JSON
  | geometryType
  ;

numberAttribute
  : SIGNED
  | UNSIGNED
  | ZEROFILL
  ;

characterSetOfType
  : ASCII BINARY?
  | UNICODE BINARY?
  | BYTE
  | BINARY ((CHAR SET | CHARSET) characterSetName | ASCII | UNICODE)?
  | (CHAR SET | CHARSET) characterSetName BINARY?
  ;

collateClause
  : COLLATE collationName
  ;

characterSetName
  : identifier
  | STRING_LITERAL
  | BINARY
  ;

collationName
  : identifier
  | STRING_LITERAL
  | BINARY
  ;

intervalUnit
  : timestampUnit
  | SECOND_MICROSECOND
  | MINUTE_MICROSECOND
  | MINUTE_SECOND
  | HOUR_MICROSECOND
  | HOUR_SECOND
  | HOUR_MINUTE
  | DAY_MICROSECOND
  | DAY_SECOND
  | DAY_MINUTE
  | DAY_HOUR
  | YEAR_MONTH
  ;

timestampUnit
  : MICROSECOND
  | SECOND
  | MINUTE
  | HOUR
  | DAY
  | WEEK
  | MONTH
  | QUARTER
  | YEAR
  ;

// ---------------------------------------------------------------------------------------------
// Names

/** user, user@host, 'user'@'host', CURRENT_USER. */
accountName
  : (identifier | STRING_LITERAL) (USER_VARIABLE)?
  | CURRENT_USER (LPAREN RPAREN)?
  ;

//BEGIN-NAMES
/** A name: a word that is no keyword, a quoted name, or any keyword that is not reserved. */
identifier
  : WORD | QUOTED_WORD | ACCEPT | AGAINST | ALIAS | ARRAY | ASCII | AT | AWS_BEDROCK_INVOKE_MODEL
  | AWS_SAGEMAKER_INVOKE_ENDPOINT | BEGIN | BIT | BOOL | BOOLEAN | BYTE | CHARSET | COLUMNS
  | COMMENT | COMMITTED | CONTAINS | CONTENT_TYPE | CSV | CURRENT | DATA | DATE | DATETIME | DAY
  | DEFINER | DO | DUMPFILE | DUPLICATE | ENCRYPTION | END | ENDPOINT | ENUM | ERROR | ESCAPE
  | EXCLUDE | EXPANSION | FIRST | FIXED | FOLLOWING | FORMAT | GEOMCOLLECTION | GEOMETRY
  | GEOMETRYCOLLECTION | GLOBAL | HEADER | HOUR | ID | INVOKER | ISOLATION | JSON | LANGUAGE | LAST
  | LEVEL | LINESTRING | LOCAL | LOCKED | MANIFEST | MAX_BATCH_SIZE | MEMBER | MICROSECOND | MINUTE
  | MODE | MODEL | MONTH | MULTILINESTRING | MULTIPOINT | MULTIPOLYGON | NAME | NAMES | NATIONAL
  | NCHAR | NESTED | NO | NONE | NOWAIT | NULLS | NVARCHAR | OFF | OFFSET | ONLY | ORDINALITY
  | OTHERS | OVERWRITE | PARQUET | PASSWORD | PATH | PERSIST | PERSIST_ONLY | POINT | POLYGON
  | PRECEDING | QUARTER | QUERY | QUICK | RANDOM | REPEATABLE | RESOURCE | RESPECT | RETAIN
  | RETURNING | RETURNS | ROLE | ROLLUP | S3 | SECOND | SECURITY | SERIAL | SERIALIZABLE | SESSION
  | SHARE | SIGNED | SKIP_ | SONAME | SOUNDS | SSE_KMS | SSE_S3 | TEXT | TIES | TIME | TIMEOUT_MS
  | TIMESTAMP | TRANSACTION | UNBOUNDED | UNCOMMITTED | UNICODE | UNKNOWN | VALUE | WEEK | YEAR
  | ZONE
  ;

/** An alias without AS. MEMBER and SOUNDS would be read as operators. */
columnAliasName
  : WORD | QUOTED_WORD | ACCEPT | AGAINST | ALIAS | ARRAY | ASCII | AT | AWS_BEDROCK_INVOKE_MODEL
  | AWS_SAGEMAKER_INVOKE_ENDPOINT | BEGIN | BIT | BOOL | BOOLEAN | BYTE | CHARSET | COLUMNS
  | COMMENT | COMMITTED | CONTAINS | CONTENT_TYPE | CSV | CURRENT | DATA | DATE | DATETIME | DAY
  | DEFINER | DO | DUMPFILE | DUPLICATE | ENCRYPTION | END | ENDPOINT | ENUM | ERROR | ESCAPE
  | EXCLUDE | EXPANSION | FIRST | FIXED | FOLLOWING | FORMAT | GEOMCOLLECTION | GEOMETRY
  | GEOMETRYCOLLECTION | GLOBAL | HEADER | HOUR | ID | INVOKER | ISOLATION | JSON | LANGUAGE | LAST
  | LEVEL | LINESTRING | LOCAL | LOCKED | MANIFEST | MAX_BATCH_SIZE | MICROSECOND | MINUTE | MODE
  | MODEL | MONTH | MULTILINESTRING | MULTIPOINT | MULTIPOLYGON | NAME | NAMES | NATIONAL | NCHAR
  | NESTED | NO | NONE | NOWAIT | NULLS | NVARCHAR | OFF | OFFSET | ONLY | ORDINALITY | OTHERS
  | OVERWRITE | PARQUET | PASSWORD | PATH | PERSIST | PERSIST_ONLY | POINT | POLYGON | PRECEDING
  | QUARTER | QUERY | QUICK | RANDOM | REPEATABLE | RESOURCE | RESPECT | RETAIN | RETURNING
  | RETURNS | ROLE | ROLLUP | S3 | SECOND | SECURITY | SERIAL | SERIALIZABLE | SESSION | SHARE
  | SIGNED | SKIP_ | SONAME | SSE_KMS | SSE_S3 | TEXT | TIES | TIME | TIMEOUT_MS | TIMESTAMP
  | TRANSACTION | UNBOUNDED | UNCOMMITTED | UNICODE | UNKNOWN | VALUE | WEEK | YEAR | ZONE
  ;

/** An alias of a table, without AS. */
tableAliasName
  : identifier
  ;

/** The first word of a variable. A scope is not a name here. */
variableWord
  : WORD | QUOTED_WORD | ACCEPT | AGAINST | ALIAS | ARRAY | ASCII | AT | AWS_BEDROCK_INVOKE_MODEL
  | AWS_SAGEMAKER_INVOKE_ENDPOINT | BEGIN | BIT | BOOL | BOOLEAN | BYTE | CHARSET | COLUMNS
  | COMMENT | COMMITTED | CONTAINS | CONTENT_TYPE | CSV | CURRENT | DATA | DATE | DATETIME | DAY
  | DEFINER | DO | DUMPFILE | DUPLICATE | ENCRYPTION | END | ENDPOINT | ENUM | ERROR | ESCAPE
  | EXCLUDE | EXPANSION | FIRST | FIXED | FOLLOWING | FORMAT | GEOMCOLLECTION | GEOMETRY
  | GEOMETRYCOLLECTION | HEADER | HOUR | ID | INVOKER | ISOLATION | JSON | LANGUAGE | LAST | LEVEL
  | LINESTRING | LOCKED | MANIFEST | MAX_BATCH_SIZE | MEMBER | MICROSECOND | MINUTE | MODE | MODEL
  | MONTH | MULTILINESTRING | MULTIPOINT | MULTIPOLYGON | NAME | NAMES | NATIONAL | NCHAR | NESTED
  | NO | NONE | NOWAIT | NULLS | NVARCHAR | OFF | OFFSET | ONLY | ORDINALITY | OTHERS | OVERWRITE
  | PARQUET | PASSWORD | PATH | POINT | POLYGON | PRECEDING | QUARTER | QUERY | QUICK | RANDOM
  | REPEATABLE | RESOURCE | RESPECT | RETAIN | RETURNING | RETURNS | ROLE | ROLLUP | S3 | SECOND
  | SECURITY | SERIAL | SERIALIZABLE | SHARE | SIGNED | SKIP_ | SONAME | SOUNDS | SSE_KMS | SSE_S3
  | TEXT | TIES | TIME | TIMEOUT_MS | TIMESTAMP | TRANSACTION | UNBOUNDED | UNCOMMITTED | UNICODE
  | UNKNOWN | VALUE | WEEK | YEAR | ZONE
  ;

//END-NAMES
